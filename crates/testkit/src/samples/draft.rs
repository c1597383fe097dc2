//! A sample in the making: accounts of one organisation, and the mistakes planted among them.

use pamlint_convention::Language;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::customer::{Customer, RECONCILE};
use super::sample::Sample;
use crate::book::Book;
use crate::entry::Entry;
use crate::facts::{access_key, contexts};
use crate::look::finish;

/// Administrators, none of whom exists.
const PEOPLE: [&str; 30] = [
    "jpeeters",
    "lvermeulen",
    "sjacobs",
    "kclaes",
    "wgoossens",
    "nmaes",
    "pwillems",
    "tjanssens",
    "evdberghe",
    "rmertens",
    "hdesmet",
    "mwouters",
    "fdegroote",
    "astevens",
    "bhermans",
    "cpauwels",
    "dlemmens",
    "yaerts",
    "gbogaert",
    "isegers",
    "jthijs",
    "knijs",
    "ldeclercq",
    "mbaert",
    "oprins",
    "qlambert",
    "rcools",
    "sverbeke",
    "tmoens",
    "vsmets",
];

/// The platforms and account types of the hidden sheet Lists.
const LISTS: [(&str, &str); 18] = [
    ("AD-AO-N-CE-ACR-RDP", "AD"),
    ("AD-MA-N-CE-CAU-RDP", "WIN"),
    ("AD-AO-R-CE-ACR", "UX"),
    ("WIN-AO-N-CE-CAU-RDP", "AWS-CLI"),
    ("WIN-MA-N-CE-CAU-RDP", "AWS-Console"),
    ("WIN-AO-R-CE-ACR", "AWS-Role"),
    ("UX-AO-N-CE-ACR-SSH", "AZR"),
    ("UX-MA-N-CE-CAU-SSH", "CYBR"),
    ("UX-AO-L-CE-ACR", ""),
    ("UXKEYS-AO-N-CE-AC-SSH", ""),
    ("AWS-AO-N-CE-AC", ""),
    ("AWS-SA-N-CE-CAU-WEB", ""),
    ("AWSKA-AO-N-CE-AC", ""),
    ("AWSSTS-MA-N-CE-SO-WEB", ""),
    ("AZR-MA-N-CE-CAU-WEB", ""),
    ("AZR-AO-N-CE-SO-WEB", ""),
    ("CYBR-AO-N-CE-SO-PAC", ""),
    ("CYBR-MA-N-CE-CAU-PAC", ""),
];

/// The safe of an account, its platform, and the roles of its contexts.
#[derive(Clone, Copy)]
pub(super) struct Vaulted<'a>(pub(super) &'a str, pub(super) &'a str, pub(super) &'a str);

impl Vaulted<'_> {
    fn contexts(self) -> String {
        Draft::contexts(self.0, self.2)
    }
}

/// A sample in the making.
pub(super) struct Draft {
    pub(super) customer: Customer,
    pub(super) book: Book,
    planted: Vec<(String, String)>,
    counts: [u32; 8],
}

impl Draft {
    pub(super) fn new(customer: Customer) -> Draft {
        let ovo = format!("OVO{}", customer.ovo);
        let mail = format!("{}@{}.example", customer.contact.to_lowercase().replace(' ', "."), customer.slug);
        let book = Book::new()
            .info(&[
                ("Organisation", customer.name),
                ("OVO code", &ovo),
                ("Contact", customer.contact),
                ("E-mail", &mail),
                ("Phone", "02 000 00 00"),
                ("Version", "1, 3 March 2025"),
            ])
            .lists(&LISTS)
            .look(customer.look("Calibri"));
        Draft { customer, book, planted: Vec::new(), counts: [0; 8] }
    }

    /// Changes the workbook.
    pub(super) fn edit(&mut self, edit: impl FnOnce(Book) -> Book) {
        self.book = edit(std::mem::take(&mut self.book));
    }

    fn row(&mut self, kind: &str, values: &[&str]) -> String {
        self.edit(|book| book.row(kind, values.iter().copied()));
        let key = self.book.keys().last().unwrap_or_default();
        key.to_owned()
    }

    fn count(&mut self, kind: usize) -> u32 {
        self.counts[kind] += 1;
        self.counts[kind]
    }

    /// The contexts of a safe, each on its own line.
    pub(super) fn contexts(safe: &str, roles: &str) -> String {
        contexts(safe, roles).replace("; ", "\n")
    }

    /// A domain account of the next administrator; the key of its row.
    pub(super) fn ad(&mut self, vaulted: Vaulted<'_>, comment: &str) -> String {
        let count = self.count(0) as usize;
        let person = PEOPLE[(count - 1) % PEOPLE.len()];
        let again = if count > PEOPLE.len() { "2" } else { "" };
        let user = if vaulted.2.is_empty() {
            format!("svc.reconcile{count:02}")
        } else {
            format!("adm.{person}{again}")
        };
        let domain = self.customer.domain;
        let dn = format!("{domain}\\{user}");
        let address = self.customer.host("ad");
        self.row("AD", &[vaulted.0, vaulted.1, &vaulted.contexts(), &address, &user, domain, &dn, comment])
    }

    /// A local account of a Windows server; the key of its row.
    pub(super) fn win(&mut self, vaulted: Vaulted<'_>, user: &str, comment: &str) -> String {
        let count = self.count(1);
        let server = ["app", "web", "sql", "fil"][count as usize % 4];
        let address = self.customer.host(&format!("srv-{server}{count:02}"));
        self.row("WIN", &[vaulted.0, vaulted.1, &vaulted.contexts(), &address, user, comment])
    }

    /// An account of a Linux server; the key of its row.
    pub(super) fn ux(&mut self, vaulted: Vaulted<'_>, user: &str, comment: &str) -> String {
        let count = self.count(2);
        let server = ["db", "gis", "web", "mq"][count as usize % 4];
        let address = self.customer.host(&format!("lnx-{server}{count:02}"));
        self.row("UX", &[vaulted.0, vaulted.1, &vaulted.contexts(), &address, user, comment])
    }

    fn arn(&self, resource: &str) -> String {
        format!("arn:aws:iam::{:012}:{resource}", self.customer.aws)
    }

    /// An AWS user with command-line access; the key of its row.
    pub(super) fn cli(&mut self, vaulted: Vaulted<'_>, user: &str, comment: &str) -> String {
        let key = access_key(self.customer.aws, 100 + self.count(3));
        let url = format!("https://{:012}.signin.aws.amazon.com/console", self.customer.aws);
        let arn = self.arn(&format!("user/{user}"));
        let row = [vaulted.0, vaulted.1, &vaulted.contexts(), &key, user, &url, &arn, comment];
        self.row("AWS-CLI", &row)
    }

    /// An AWS user with console access; the key of its row.
    pub(super) fn console(&mut self, vaulted: Vaulted<'_>, user: &str, comment: &str) -> String {
        let key = access_key(self.customer.aws, 200 + self.count(4));
        let account = format!("{:012}", self.customer.aws);
        self.row("AWS-Console", &[vaulted.0, vaulted.1, &vaulted.contexts(), user, &key, &account, comment])
    }

    /// An AWS role; the key of its row.
    pub(super) fn role(&mut self, vaulted: Vaulted<'_>, role: &str, logon: &str, comment: &str) -> String {
        let arn = self.arn(&format!("role/{role}"));
        let account = format!("{:012}", self.customer.aws);
        let row = [vaulted.0, vaulted.1, &vaulted.contexts(), role, &arn, &account, logon, comment];
        self.row("AWS-Role", &row)
    }

    /// An Azure account; the key of its row.
    pub(super) fn azr(&mut self, vaulted: Vaulted<'_>, user: &str, comment: &str) -> String {
        let user = format!("{user}@{}.example", self.customer.slug);
        self.row("AZR", &[vaulted.0, vaulted.1, &vaulted.contexts(), "portal.azure.example", &user, comment])
    }

    /// An account of the vault itself; the key of its row.
    pub(super) fn cybr(&mut self, vaulted: Vaulted<'_>, user: &str, comment: &str) -> String {
        self.row("CYBR", &[vaulted.0, vaulted.1, &vaulted.contexts(), "vault.pam.example", user, comment])
    }

    /// A domain account that reconciles others, where such accounts belong.
    pub(super) fn reconcile_ad(&mut self, comment: &str) -> String {
        self.ad(Vaulted(RECONCILE, "AD-AO-R-CE-ACR", ""), comment)
    }

    /// A local account that reconciles others, where such accounts belong.
    pub(super) fn reconcile_win(&mut self, comment: &str) -> String {
        self.win(Vaulted(RECONCILE, "WIN-AO-R-CE-ACR", ""), "svc.reconcile", comment)
    }

    /// Plants a mistake in a cell of an account.
    pub(super) fn plant(&mut self, code: &str, key: &str, column: &str, entry: impl Into<Entry>) {
        let spot = format!("{key}.{column}");
        let entry = entry.into();
        self.edit(|book| book.set(&spot, entry));
        self.found(code, &spot);
    }

    /// Says what has to be found, where it has been planted in another way.
    pub(super) fn found(&mut self, code: &str, spot: &str) {
        self.planted.push((code.to_owned(), spot.to_owned()));
    }

    /// The title block, in the language of the headers.
    pub(super) fn titled(&mut self, language: Language) {
        let name = format!("{} · OVO{}", self.customer.name, self.customer.ovo);
        let lines = match language {
            Language::NL => [
                "Onboarding van geprivilegieerde accounts",
                &name,
                "Eén rij per account. Zet elke context op een eigen regel. Schrijf nooit een wachtwoord in dit bestand.",
                "Vragen? Het PAM-team helpt u verder: pam@digitaal.example",
            ],
            _ => [
                "Onboarding of privileged accounts",
                &name,
                "One row for each account. Put each context on a line of its own. Never write a password in this file.",
                "Questions? The PAM team is glad to help: pam@digitaal.example",
            ],
        };
        self.edit(|book| book.title(lines).language(language));
    }

    /// The sample.
    pub(super) fn finish(self, path: &str) -> Sample {
        self.finish_with(path, |_| Ok(()))
    }

    /// The sample, with more in it than cells.
    pub(super) fn finish_with(
        self,
        path: &str,
        add: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>,
    ) -> Sample {
        let (mut workbook, grids) = self.book.workbook();
        add(&mut workbook).expect("what is added fits its sheet");
        let expected = self.planted.iter().map(|(code, spot)| {
            let (sheet, cell) = self.book.place(spot);
            (code.clone(), sheet, cell)
        });
        Sample {
            path: path.to_owned(),
            convention: None,
            expected: expected.collect(),
            workbook: finish(&mut workbook, &grids),
        }
    }
}
