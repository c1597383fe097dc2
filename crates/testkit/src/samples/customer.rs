//! The organisations that send the samples.

use crate::look::Look;

/// An organisation that sends a workbook.
#[derive(Debug, Clone, Copy)]
pub(super) struct Customer {
    /// Its name.
    pub(super) name: &'static str,
    /// The six digits of its OVO code.
    pub(super) ovo: &'static str,
    /// Its domain is `<slug>.example`.
    pub(super) slug: &'static str,
    /// Its Windows domain.
    pub(super) domain: &'static str,
    /// Who filled in the workbook.
    pub(super) contact: &'static str,
    /// Its AWS account.
    pub(super) aws: u64,
    /// Accent, pale shade and stripe.
    pub(super) colours: [u32; 3],
}

impl Customer {
    pub(super) fn host(&self, name: &str) -> String {
        format!("{name}.{}.example", self.slug)
    }

    /// `D`, `20417` and `OPS` make `D-003323-20417-OPS-CE`.
    pub(super) fn safe(&self, responsible: &str, scope: &str, safe_type: &str) -> String {
        format!("{responsible}-{}-{scope}-{safe_type}-CE", self.ovo)
    }

    pub(super) fn look(&self, font: &'static str) -> Look {
        let [accent, pale, stripe] = self.colours;
        Look::House { accent, pale, stripe, font, spare_rows: 6 }
    }
}

/// The reconcile safe of delegated accounts.
pub(super) const RECONCILE: &str = "D-002949-81039-OPS-CE";

pub(super) const OMGEVING: Customer = Customer {
    name: "Departement Omgeving",
    ovo: "003323",
    slug: "omgeving",
    domain: "OMGEVING",
    contact: "Lies Vermeulen",
    aws: 318_204_775_916,
    colours: [0x1F_5C4D, 0xE8_F1EE, 0xF2_B705],
};

pub(super) const WEGEN: Customer = Customer {
    name: "Agentschap Wegen en Verkeer",
    ovo: "000098",
    slug: "wegen",
    domain: "WEGEN",
    contact: "Jan De Wit",
    aws: 48_120_337_615,
    colours: [0x22_3A5E, 0xEA_EFF6, 0xF5_A623],
};

pub(super) const VMM: Customer = Customer {
    name: "Vlaamse Milieumaatschappij (VMM)",
    ovo: "000092",
    slug: "vmm",
    domain: "VMM",
    contact: "Noor Claes",
    aws: 702_881_340_155,
    colours: [0x0B_6E8A, 0xE6_F3F6, 0x8C_C63F],
};

pub(super) const DE_LIJN: Customer = Customer {
    name: "De Lijn",
    ovo: "000100",
    slug: "lijn",
    domain: "LIJN",
    contact: "Pieter Goossens",
    aws: 559_013_264_870,
    colours: [0x3B_3B3B, 0xFF_F8DC, 0xFF_D500],
};

pub(super) const FACILITAIR: Customer = Customer {
    name: "Agentschap Facilitair Bedrijf",
    ovo: "001834",
    slug: "facilitair",
    domain: "HFB",
    contact: "Sofie Maes",
    aws: 640_775_218_093,
    colours: [0x6B_2C56, 0xF5_EAF1, 0xC9_A0BC],
};

pub(super) const ATHUMI: Customer = Customer {
    name: "Athumi",
    ovo: "051320",
    slug: "athumi",
    domain: "ATHUMI",
    contact: "Wout Janssens",
    aws: 187_450_926_331,
    colours: [0x2B_4C9B, 0xEB_EFFA, 0x7F_D1C7],
};

pub(super) const DIGITAAL: Customer = Customer {
    name: "Digitaal Vlaanderen",
    ovo: "002949",
    slug: "digitaal",
    domain: "DIGITAAL",
    contact: "An Willems",
    aws: 921_360_447_582,
    colours: [0x33_3332, 0xFF_F9D6, 0xFF_E615],
};
