//! A run that several machines share, as docs/batch.md has it: the scripts are those that stand there.
//!
//! The one for Slurm is handed to a real Slurm, whose configuration `PAMLINT_SLURM_CONF` names (`.ci/slurm start`); the
//! ones for Kubernetes are held against its schema and run in turn, by a Python with kubernetes-validate that
//! `PAMLINT_KUBERNETES_PYTHON` names.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use pamlint_testkit::batch::share;
use serde_json::Value;
use support::{command, files, is_left_out};
use tempfile::TempDir;

/// What stands in the file of that name on the page.
fn on_the_page(name: &str) -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/batch.md");
    let page = fs::read_to_string(page).unwrap();
    let behind = page.split_once(&format!("`{name}`")).unwrap_or_else(|| panic!("no {name} on the page")).1;
    let block = behind.split_once("\n```").unwrap().1;
    let text = block.split_once('\n').unwrap().1.split_once("```\n").unwrap().0;
    text.to_owned()
}

/// A folder with workbooks below `name`, some of which ask for the accounts of others.
fn filled(name: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join(name);
    for shared in share(40, 6, 7) {
        for copy in ["", "again-"].iter().take(if shared.path.contains('7') { 2 } else { 1 }) {
            let path = below.join(format!("{copy}{}", shared.path));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &shared.bytes).unwrap();
        }
    }
    folder
}

/// Writes a program.
fn program(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The same, without the names of the copies.
fn without_copies(report: &str) -> String {
    let lines = report.lines().map(|line| match line.split_once("\"annotated\": \"") {
        Some((before, _)) => format!("{before}\"annotated\": null,"),
        None => line.to_owned(),
    });
    lines.map(|line| line + "\n").collect()
}

/// Holds what the parts have found and written against a run that is not divided.
fn assert_as_undivided(folder: &Path, workbooks: &str, (report, checked): (&str, &str)) {
    let run = |more: &[&str]| {
        let common = ["check", workbooks, "--no-cache", "--lang", "nl"];
        command(folder).args(common).args(more).output().unwrap()
    };
    let whole = run(&["--no-annotate", "--format", "json"]);
    assert_eq!(whole.status.code(), Some(3));
    let whole = String::from_utf8(whole.stdout).unwrap();
    assert!(whole.contains("\"SET001\""));
    let joined = fs::read_to_string(folder.join(report)).unwrap();
    assert!(joined.contains("checked/customer-"));
    assert!(without_copies(&joined) == without_copies(&whole), "the joined report is another");

    // Copies are those of the same parts, checked one after the other.
    for part in 1..=8 {
        let shard = format!("{part}/8");
        let jsonl = ["--format", "jsonl", "--output", "part.jsonl", "--out", "one-by-one", "--mirror"];
        run(&[&["--shard", &shard], &jsonl[..]].concat());
    }
    let copies = |below: &str| {
        let below = folder.join(below);
        let names = files(&below).into_iter().filter(|name| name.ends_with(".checked.xlsx"));
        names.map(|name| (name.clone(), fs::read(below.join(name)).unwrap())).collect::<Vec<_>>()
    };
    let expected = copies("one-by-one");
    assert!(expected.len() > 5);
    assert!(copies(checked) == expected, "the copies are others");
}

/// A program `pamlint` that is killed the first time that it checks part 2, and that cannot check part 3 as long as there
/// is no file `mended`.
fn stumbling(folder: &Path) -> String {
    let at = folder.display();
    format!(
        "#!/bin/sh\ncase \" $* \" in\n\
         *' --shard 2/8 '*) echo once >>{at}/tries; [ -e {at}/died ] || {{ touch {at}/died; kill -9 $$; }} ;;\n\
         *' --shard 3/8 '*) [ -e {at}/mended ] || set -- \"$@\" --convention gone.toml ;;\n\
         esac\nexec {} \"$@\"\n",
        env!("CARGO_BIN_EXE_pamlint")
    )
}

#[test]
fn an_array_job_of_slurm_gives_what_one_machine_gives_and_a_part_that_failed_is_checked_again() {
    if is_left_out("a cluster runs Linux") {
        return;
    }
    let Some(conf) = std::env::var_os("PAMLINT_SLURM_CONF") else {
        println!("skipped: PAMLINT_SLURM_CONF names no configuration of Slurm (.ci/slurm starts one)");
        return;
    };
    let folder = filled("onboarding");
    let path = |name: &str| folder.path().join(name);
    for name in ["check.sh", "merge.sh", "submit.sh"] {
        program(&path(name), &on_the_page(name));
    }
    program(&path("bin/pamlint"), &stumbling(folder.path()));
    let programs = format!("{}:{}", path("bin").display(), std::env::var("PATH").unwrap());
    let slurm = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(folder.path()).args(arguments).env("SLURM_CONF", &conf).env("PATH", &programs);
        command.env("PAMLINT_CACHE_DIR", path(".cache")).env("LC_ALL", "C").env_remove("LANGUAGE");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{program} {arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let submit = |again: &[&str]| {
        let said = slurm("./submit.sh", again);
        let last = said.trim().rsplit(' ').next().unwrap();
        let start = Instant::now();
        while !slurm("squeue", &["--noheader", "--format=%i"]).lines().all(|id| id.trim() != last) {
            assert!(start.elapsed() < Duration::from_secs(300), "{}", slurm("squeue", &["--long"]));
            thread::sleep(Duration::from_millis(300));
        }
    };
    let read = |name: &str| fs::read_to_string(path(name)).unwrap();

    submit(&[]);
    // Whether the log tells that it was queued again depends on who is faster, the part or Slurm.
    assert!(path("died").exists(), "it was killed");
    assert_eq!(read("tries").lines().count(), 2, "and tried once more");
    assert!(!read("parts/2.jsonl").is_empty());
    assert_eq!(read("logs/part-3.txt").matches("gone.toml").count(), 3, "tried three times");
    let said = read("logs/merge.txt");
    assert!(said.contains("parts/3.jsonl: ") && said.contains("check that part again"), "{said}");
    assert!(!path("report.json").exists());

    fs::write(path("mended"), "").unwrap();
    submit(&["3"]);
    assert_eq!(read("logs/merge.txt"), "", "the second time it has nothing to say");
    assert_as_undivided(folder.path(), "onboarding", ("report.json", "checked"));
}

/// What a program says that reads this.
fn fed(command: &mut Command, text: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// The container of a Job, which Kubernetes takes.
fn container(python: &Path, folder: &Path, name: &str) -> (Value, Value) {
    let text = on_the_page(name);
    let file = folder.join(name);
    fs::write(&file, &text).unwrap();
    for version in ["1.33", "1.37"] {
        let validate = python.with_file_name("kubernetes-validate");
        let output = Command::new(validate).args(["--strict", "-k", version]).arg(&file).output().unwrap();
        assert!(output.status.success(), "{name}, {version}: {output:?}");
    }
    let load = "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))";
    let read = fed(Command::new(python).args(["-c", load]), &text);
    let job: Value = serde_json::from_slice(&read.stdout).unwrap();
    (job["spec"].clone(), job["spec"]["template"]["spec"]["containers"][0].clone())
}

#[test]
fn the_jobs_of_kubernetes_fit_its_schema_and_give_what_one_machine_gives() {
    if is_left_out("a cluster runs Linux") {
        return;
    }
    let Some(python) = std::env::var_os("PAMLINT_KUBERNETES_PYTHON") else {
        println!("skipped: PAMLINT_KUBERNETES_PYTHON names no Python with kubernetes-validate");
        return;
    };
    let folder = filled("in");
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("parts")).unwrap();
    program(&path("bin/pamlint"), &format!("#!/bin/sh\nexec {} \"$@\"\n", env!("CARGO_BIN_EXE_pamlint")));
    let programs = format!("{}:{}", path("bin").display(), std::env::var("PATH").unwrap());
    let run = |container: &Value, index: u64| {
        let script = container["args"][0].as_str().unwrap().replace("/data/", "");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).current_dir(folder.path()).env("PATH", &programs);
        shell.env("JOB_COMPLETION_INDEX", index.to_string()).env("PAMLINT_CACHE_DIR", path(".cache"));
        let output = shell.env("LC_ALL", "C").env_remove("LANGUAGE").output().unwrap();
        assert!(output.status.success(), "{index}: {output:?}");
    };
    let python = Path::new(&python);
    let (job, check) = container(python, folder.path(), "check.yaml");
    for index in 0..job["completions"].as_u64().unwrap() {
        run(&check, index);
    }
    let (_, merge) = container(python, folder.path(), "merge.yaml");
    run(&merge, 0);
    assert_as_undivided(folder.path(), "in", ("checked/report.json", "checked"));
}
