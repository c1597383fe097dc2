//! A PowerShell script for psPAS, which only tells what it would do unless it is called with `-Apply`.
//!
//! Values stand in it as JSON in ASCII inside a here-string without any quote: PowerShell reads none of them as code,
//! whichever code page it takes the file for.

use serde_json::{Map, Value, json};

use super::upload::Upload;
use super::{ascii_json, preamble};

/// What stands before the steps. Its first character tells Windows PowerShell that the file is UTF-8.
const BEFORE: &str = "\
#Requires -Modules psPAS
[CmdletBinding()]
param(
    # Makes the objects; without it the script only tells what it would do.
    [switch]$Apply,
    # A SecureString for each account that needs a secret, by its id.
    [hashtable]$Secrets = @{}
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$steps = @'
";

/// What stands behind the steps.
const AFTER: &str = r#"'@ -split "`n" | Where-Object { $_.Trim() } | ForEach-Object { ConvertFrom-Json -InputObject $_ }

# What ConvertFrom-Json gives, as a table that can be passed on.
function ConvertTo-Table($object) {
    $table = @{}
    foreach ($property in $object.PSObject.Properties) {
        $value = $property.Value
        if ($value -is [System.Management.Automation.PSCustomObject]) { $value = ConvertTo-Table $value }
        $table[$property.Name] = $value
    }
    $table
}

# The number of an account: of one that was just made, or else of the one with that name in the safe.
function Get-AccountId($account) {
    if ($made.ContainsKey($account.object)) { return $made[$account.object] }
    $found = @(Get-PASAccount -safeName $account.safeName | Where-Object { $_.name -ceq $account.name })
    if ($found.Count -ne 1) { throw ('{0}: {1} accounts have this name' -f $account.object, $found.Count) }
    $found[0].id
}

$made = @{}
foreach ($step in $steps) {
    if (-not $Apply) {
        Write-Output ('{0}  {1}' -f $step.call, $step.id)
        continue
    }
    $arguments = ConvertTo-Table $step.arguments
    switch ($step.call) {
        'Add-PASSafe' { Add-PASSafe @arguments | Out-Null }
        'Add-PASSafeMember' { Add-PASSafeMember @arguments | Out-Null }
        'Add-PASAccount' {
            if ($Secrets.ContainsKey($step.id)) { $arguments['secret'] = $Secrets[$step.id] }
            $made[$step.id] = (Add-PASAccount @arguments).id
        }
        'Set-PASLinkedAccount' {
            $arguments['AccountID'] = Get-AccountId $step.account
            Set-PASLinkedAccount @arguments | Out-Null
        }
    }
    Write-Output ('made  {0}' -f $step.id)
}
"#;

pub(super) fn write(upload: &Upload<'_>) -> String {
    let mut out = "\u{feff}".to_owned();
    preamble(upload, &[], &mut out);
    out.push_str(BEFORE);
    for step in steps(upload) {
        out.push_str(&ascii_json(&step));
        out.push('\n');
    }
    // Not every parser takes a here-string without any line.
    if upload.is_empty() {
        out.push('\n');
    }
    out.push_str(AFTER);
    out
}

fn steps(upload: &Upload<'_>) -> Vec<Value> {
    let step = |id: &str, call: &str, arguments: Map<String, Value>| json!({ "id": id, "call": call, "arguments": arguments });
    let mut steps = Vec::new();
    for safe in &upload.safes {
        steps.push(step(&safe.object.id, "Add-PASSafe", safe.body()));
    }
    for member in &upload.members {
        let mut arguments = Map::new();
        arguments.insert("SafeName".to_owned(), json!(member.safe));
        for (name, value) in member.body() {
            match value {
                Value::Object(permissions) => arguments.extend(permissions),
                value => drop(arguments.insert(name, value)),
            }
        }
        steps.push(step(&member.object.id, "Add-PASSafeMember", arguments));
    }
    for account in &upload.accounts {
        let mut arguments = account.body();
        arguments.remove("secretManagement");
        arguments.append(&mut account.management());
        steps.push(step(&account.object.id, "Add-PASAccount", arguments));
    }
    for link in &upload.links {
        let mut step = step(&link.object.id, "Set-PASLinkedAccount", link.body());
        if let Value::Object(step) = &mut step {
            let account = json!({
                "object": link.account.id, "safeName": link.account_safe, "name": link.account.name,
            });
            step.insert("account".to_owned(), account);
        }
        steps.push(step);
    }
    steps
}
