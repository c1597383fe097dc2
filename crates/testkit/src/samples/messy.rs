//! `messy.xlsx`: what customers really send, in Dutch, with all that people do to a workbook.

use pamlint_convention::Language;
use rust_xlsxwriter::{
    Chart, ChartType, Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatText,
    ConditionalFormatTextRule, Format, Image, Table, TableColumn, TableStyle, Workbook, XlsxError,
};

use super::customer::WEGEN;
use super::draft::{Draft, Vaulted};
use super::logo::logo;
use super::sample::Sample;
use crate::entry::Entry;

const ALL: &str = "user validator auditor";

pub(super) fn messy() -> Sample {
    let mut draft = Draft::new(WEGEN);
    domain_accounts(&mut draft);
    windows(&mut draft);
    linux(&mut draft);
    cloud(&mut draft);
    draft.edit(|book| {
        book.info(&[
            ("Organisatie", "Agentschap Wegen en Verkeer"),
            ("OVO-code", "OVO000098"),
            ("Contactpersoon", "Jan De Wit, afdeling Infrastructuur"),
            ("E-mail", "jan.de.wit@wegen.example"),
            ("Versie", "versie 3 (na opmerkingen Lies), 3 maart 2025"),
            ("Opmerking", "AWS-lijst komt van team Cloud, de rest van ons. Graag dringend!"),
        ])
        .teams(&[("TUN", "Tunnelteam: beheert de tunnels over alle toepassingen heen")])
        .sheet(
            "Voortgang",
            &[
                ("A1", "Stand van zaken"),
                ("A3", "Team"),
                ("B3", "Klaar"),
                ("C3", "Nog te doen"),
                ("A4", "Windows"),
                ("A5", "Linux"),
                ("A6", "Cloud"),
                ("A7", "Tunnels"),
            ],
        )
        .shuffled(5)
    });
    let counts = [
        ("B4", 8.0),
        ("B5", 5.0),
        ("B6", 3.0),
        ("B7", 1.0),
        ("C4", 4.0),
        ("C5", 6.0),
        ("C6", 2.0),
        ("C7", 5.0),
    ];
    for (cell, number) in counts {
        draft.edit(|book| book.set(&format!("Voortgang!{cell}"), number));
    }
    draft.found("WB010", "Voortgang!A1");
    draft.titled(Language::NL);
    draft.finish_with("pamaas/messy.xlsx", decorate)
}

fn domain_accounts(draft: &mut Draft) {
    let safe = "D-000098-20109-OPS-CE";
    let ma = |draft: &mut Draft, comment: &str| draft.ad(Vaulted(safe, "AD-MA-N-CE-CAU-RDP", ALL), comment);
    let ao =
        |draft: &mut Draft, comment: &str| draft.ad(Vaulted(safe, "AD-AO-N-CE-ACR-RDP", "user"), comment);
    ma(draft, "Applicatiebeheer Verkeerscentrum");
    let key = ma(draft, "idem");
    draft.plant("SAF003", &key, "safe", "D-98-20109-OPS-CE");
    let key = ma(draft, "");
    draft.plant("TXT002", &key, "platform", "AD–MA–N–CE–CAU–RDP");
    ma(draft, "vervangt Lies tot eind juni");
    let key = ao(draft, "");
    draft.plant("CTX001", &key, "context", "%user");
    let key = ao(draft, "");
    draft.plant("TXT001", &key, "username", "adm.nmaes\u{a0}");
    draft.edit(|book| book.blank_rows(&key, 1));
    let key = ao(draft, "tweede lijn");
    draft.plant("WIN004", &key, "user_dn", "MOW\\adm.pwillems");
    let key = ao(draft, "");
    draft.plant("WIN002", &key, "username", "WEGEN\\adm.tjanssens");
    let key = ao(draft, "uit dienst?");
    draft.edit(|book| book.hide_row(&key));
    draft.found("WB009", &format!("{key}.id"));
    ao(draft, "");
    draft.reconcile_ad("Zet de wachtwoorden van de domeinaccounts");
    draft.edit(|book| {
        book.note("AD-L4.username", "Lies: contract loopt tot 30 juni, daarna schrappen")
            .prefilled("AD", 3)
            .beside("AD-L2.10", "<- zelfde safe als hierboven?")
    });
}

fn windows(draft: &mut Draft) {
    let safe = "D-000098-20109-ADM-CE";
    let win = |draft: &mut Draft, comment: &str| {
        draft.win(Vaulted(safe, "WIN-AO-N-CE-CAU-RDP", "user"), "Administrator", comment)
    };
    let (first, _, third) = (win(draft, "ingebouwd"), win(draft, "ingebouwd"), win(draft, "ingebouwd"));
    draft.edit(|book| book.merge(&format!("{first}.safe"), &format!("{third}.safe")));
    draft.found("WB006", &format!("{first}.safe"));
    let key = win(draft, "");
    draft.plant("WIN001", &key, "address", "srv-app04");
    let key = win(draft, "oude server, verhuist in mei");
    draft.plant("WIN001", &key, "address", "10.32.8.115");
    let key = win(draft, "");
    draft.plant("PLT005", &key, "platform", "WIN-AO-CE-CAU-RDP");
    let key = draft.win(Vaulted("D-000098-20109-OPS-CE", "WIN-AO-N-CE-CAU-RDP", "user"), "Administrator", "");
    draft.found("SAF014", &format!("{key}.username"));
    draft.reconcile_win("");
    draft.edit(|book| {
        let book = book.column("WIN^Kostenplaats");
        ["WIN-L1", "WIN-L2", "WIN-L4", "WIN-L5"]
            .iter()
            .fold(book, |book, key| book.beside(&format!("{key}.Kostenplaats"), "MOW-1120"))
    });
    draft.found("WB003", "WIN^Kostenplaats");
}

fn linux(draft: &mut Draft) {
    let safe = "D-000098-TUN-OPS-CE";
    let ux = |draft: &mut Draft, user: &str, comment: &str| {
        draft.ux(Vaulted(safe, "UX-MA-N-CE-CAU-SSH", ALL), user, comment)
    };
    ux(draft, "tunadmin", "Kennedytunnel");
    ux(draft, "tunadmin", "Kennedytunnel (reserve)");
    let key = ux(draft, "tunadmin", "Liefkenshoektunnel");
    draft.plant("PLT009", &key, "platform", "UX-MA-N-CE-CAU-RDP");
    let key = ux(draft, "tunadmin", "");
    draft.plant("ACC004", &key, "username", "");
    let key = ux(draft, "tunadmin", "");
    draft.plant("TXT004", &key, "safe", "D-000098-TUN-ops-CE");
    let key = ux(draft, "tunadmin", "zonder sessie volgens de leverancier");
    draft.plant("PLT011", &key, "platform", "UX-MA-N-CE-CAU");
    let key = draft.ux(
        Vaulted("D-000098-SIG-NPA-CE", "UX-AO-N-CE-AV-SSH", "user"),
        "sigread",
        "seinen, enkel lezen",
    );
    draft.found("SAF012", &format!("{key}.safe"));
    draft.ux(Vaulted("D-000098-20109-LOG-CE", "UX-AO-L-CE-ACR", ""), "logon01", "");
}

fn cloud(draft: &mut Draft) {
    let safe = "O-000098-31407-OPS-CE";
    let console = |draft: &mut Draft, user: &str, comment: &str| {
        draft.console(Vaulted(safe, "AWS-SA-N-CE-CAU-WEB", ALL), user, comment)
    };
    console(draft, "cloud.admin", "");
    // The account number begins with a zero, which a number cell cannot hold.
    let key = console(draft, "cloud.ops1", "");
    draft.plant("AWS002", &key, "account_number", 48_120_337_615.0);
    let key = console(draft, "cloud.ops2", "");
    draft.plant("AWS001", &key, "access_key", "AIDAQFTQK4FZ6PXAMPLE");
    let key = console(draft, "cloud.ops3", "wachtwoord: Welkom-AWV-01 (tijdelijk)");
    draft.found("SEC001", &format!("{key}.comments"));
    let role = |draft: &mut Draft, name: &str| {
        draft.role(Vaulted(safe, "AWSSTS-MA-N-CE-SO-WEB", ALL), name, "AWS-Console-L1", "")
    };
    role(draft, "StorageAdmin");
    let key = role(draft, "NetworkAdmin");
    draft.plant("LNK001", &key, "use_logon", "cloud.admin");
    let key = role(draft, "BackupAdmin");
    draft.edit(|book| book.set(&format!("{key}.iam_username"), Entry::from("Backup")));
    draft.found("AWS006", &format!("{key}.arn"));
}

/// What cells cannot hold: a picture, a table, a chart, conditional formats.
fn decorate(workbook: &mut Workbook) -> Result<(), XlsxError> {
    let [accent, _, stripe] = WEGEN.colours;
    let picture = Image::new_from_buffer(&logo(accent, stripe))?
        .set_alt_text("Logo")
        .set_scale_width(0.62)
        .set_scale_height(0.62);
    workbook.worksheet_from_name("AD")?.insert_image_with_offset(0, 8, &picture, 150, 3)?;

    let secure = ConditionalFormatText::new()
        .set_rule(ConditionalFormatTextRule::Contains("-SA-".to_owned()))
        .set_format(Format::new().set_font_color(Color::RGB(0x9C_0006)).set_bold());
    workbook.worksheet_from_name("AWS-Console")?.add_conditional_format(6, 1, 20, 7, &secure)?;

    let chart_sheet = workbook.worksheet_from_name("Voortgang")?;
    let late = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(4))
        .set_format(Format::new().set_background_color(Color::RGB(0xFF_D9D9)));
    chart_sheet.add_conditional_format(3, 2, 6, 2, &late)?;
    let mut chart = Chart::new(ChartType::BarStacked);
    for (column, name, colour) in [(1, "Klaar", accent), (2, "Nog te doen", stripe)] {
        chart
            .add_series()
            .set_name(name)
            .set_categories(("Voortgang", 3, 0, 6, 0))
            .set_values(("Voortgang", 3, column, 6, column))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(colour))),
            );
    }
    chart.title().set_name("Accounts per team");
    chart_sheet.insert_chart_with_offset(2, 4, &chart, 10, 0)?;
    chart_sheet.set_column_width(1, 12)?.set_column_width(2, 14)?;

    let teams = workbook.worksheet_from_name("Teams")?;
    let heading = Format::new().set_bold().set_font_color(Color::White).set_background_color(accent);
    let columns = ["Team", "Verklaring"]
        .map(|header| TableColumn::new().set_header(header).set_header_format(&heading));
    let table = Table::new().set_name("TabelTeams").set_columns(&columns).set_style(TableStyle::Medium2);
    teams.add_table(0, 0, 1, 1, &table)?;
    Ok(())
}
