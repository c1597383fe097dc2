//! One workbook in every format: the same content, with a dozen mistakes in it.

mod csv;
mod xlsb;

use crate::book::Book;
use crate::entry::Entry;
use crate::planted;

/// What all formats can say, with a dozen mistakes.
fn mistakes(book: Book) -> Book {
    book.titled(3)
        .change("AD-L1.safe", "OPS", "OSP")
        .set("AD-L2.context", "")
        .set("AD-L3.user_dn", "CN=adm.smaes,OU=Beheer;Wegen,DC=ad,DC=wegen,DC=example")
        .set("WIN-L1.address", "10.1.2.3")
        .set("WIN-L2.username", " Administrator ")
        .set("UX-L1.platform", Entry::error("#N/A"))
        .set("UX-L2.username", "")
        .set("UX-L3.safe", "D-000098-DBA-NPA-CÉ")
        .set("AWS-CLI-L1.access_key", "AKIA1234")
        .set("AWS-Console-L1.account_number", 123_456_789_012.0)
        .set("AWS-Console-L2.account_number", 48_644.0)
        .set("AWS-Role-L1.use_logon", "AWS-Console-L9")
        .set("AZR-L1.comments", "wachtwoord: Zomer-2024!kust")
        .set("AZR-L2.comments", "twee regels, \"tussen\naanhalingstekens\"; € 5")
        .set("CYBR-L1.platform", "WIN-AO-N-CE-ACR-RDP")
        .row_before("UX-L1", [("id", "voorbeeld"), ("safe", "D-048644-20109-OPS-CE")])
        .blank_rows("WIN-L2", 2)
}

/// The workbook, with a sheet for each kind, hidden rows and sheets, merged cells and a changed header.
pub fn workbook() -> Book {
    mistakes(planted::base())
        .header("UX^username", "Usernaem")
        .merge("WIN-L2.safe", "WIN-L3.safe")
        .hide_row("AD-L5")
        .hide_sheet("CYBR")
        .prefilled("AD", 4)
}

/// All its accounts on one sheet and nothing else: what plain text can hold.
pub fn one_sheet() -> Book {
    mistakes(planted::base().without_info().without_teams().without_safes().without_lists()).one_sheet()
}

impl Book {
    /// The one sheet as plain text, as Excel saves it, with a delimiter.
    pub fn to_csv(&self, delimiter: char) -> String {
        let grids = self.grids();
        assert_eq!(grids.len(), 1, "plain text holds one sheet");
        csv::write(&grids[0], delimiter)
    }

    /// The bytes of an .xlsb file: values, hidden rows and sheets, merged cells.
    pub fn to_xlsb(&self) -> Vec<u8> {
        xlsb::write(&self.grids())
    }
}
