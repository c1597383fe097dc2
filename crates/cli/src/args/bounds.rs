//! The argument that allows more, or less, of what has a limit.

use clap::Args;
use pamlint_reader::{Limit, Limits, Unit};

use super::KeyName;
use crate::speech::said;

/// How much a workbook may have of everything.
#[derive(Debug, Default, Args)]
pub struct Bounds {
    /// Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB),
    /// seconds=60 (may be repeated); more cells come with more of everything that grows with them
    #[arg(long, value_name = "NAME=NUMBER", value_parser = limit, help_heading = "Limits", add = KeyName("limits"))]
    pub limit: Vec<(Limit, u64)>,
}

impl Bounds {
    /// The limits of the call.
    pub fn limits(&self) -> Limits {
        Limits::default().with(&self.limit)
    }
}

fn limit(text: &str) -> Result<(Limit, u64), String> {
    let (name, number) = text
        .split_once('=')
        .ok_or_else(|| said!("write it as NAME=NUMBER, for example {example}", example = "cells=5000000"))?;
    let limit = Limit::named(name.trim()).ok_or_else(|| {
        let known: Vec<&str> = Limit::ALL.into_iter().map(Limit::name).collect();
        match pamlint_convention::nearest(name, known.iter().copied()) {
            Some(near) => {
                said!("there is no limit `{name}`; did you mean `{near}`?", name = name, near = near)
            }
            None => {
                said!("there is no limit `{name}`; there are {known}", name = name, known = known.join(", "))
            }
        }
    })?;
    let number = number.trim().parse::<u64>().ok().filter(|number| *number > 0);
    number.map(|number| (limit, number)).ok_or_else(|| match limit.unit() {
        Unit::Count => said!("give a whole number, from 1"),
        Unit::Megabytes => said!("give a whole number of megabytes, from 1"),
        Unit::Seconds => said!("give a whole number of seconds, from 1"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_name_and_a_number() {
        assert_eq!(limit("cells=5"), Ok((Limit::Cells, 5)));
        for wrong in ["cells", "cells=", "cells=0", "cells=1.5", "cels=5", "=5"] {
            assert!(limit(wrong).is_err(), "{wrong}");
        }
        assert_eq!(limit("cels=5"), Err("there is no limit `cels`; did you mean `cells`?".to_owned()));
    }
}
