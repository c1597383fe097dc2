
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'pamlint' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'pamlint'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'pamlint' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check workbooks, and write copies in which every mistake is marked')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Write the blank workbook that customers fill in, with explanations, lists and checks in it')
            [CompletionResult]::new('fix', 'fix', [CompletionResultType]::ParameterValue, 'Write copies in which the mistakes are corrected that leave no doubt')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Say what became of a workbook from one version to the next')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say what has to be made in the vault for the accounts without errors')
            [CompletionResult]::new('convention', 'convention', [CompletionResultType]::ParameterValue, 'Show the conventions there are, or check a convention file')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join the reports of a check that several machines shared (check --shard)')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show what holds for a check, and where each option comes from')
            [CompletionResult]::new('exceptions', 'exceptions', [CompletionResultType]::ParameterValue, 'Record what is found today as exceptions: mistakes that may stay until a day')
            [CompletionResult]::new('clean', 'clean', [CompletionResultType]::ParameterValue, 'Take our marks out of a marked copy again')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell: how it completes the options of this program')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write the man pages, the completions of all shells and the schema of pamlint.toml into a folder')
            [CompletionResult]::new('rule', 'rule', [CompletionResultType]::ParameterValue, 'Explain a rule; without an argument, list all rules')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'pamlint;check' {
            [CompletionResult]::new('--glob', '--glob', [CompletionResultType]::ParameterName, 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input')
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention: the name of one that is built in, or a file [default: pamaas]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many workbooks to work on at once [default: as many as there are processors]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'Whether to show on the screen how far the run is [default: auto]')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)')
            [CompletionResult]::new('--exceptions', '--exceptions', [CompletionResultType]::ParameterName, 'The file with recorded exceptions: mistakes that may stay until a day, and why')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'The date of the check: marked copies name it, and exceptions end by it [default: today]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the report [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the report to this file instead of the screen')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Put the marked copies in this folder [default: beside each workbook]')
            [CompletionResult]::new('--reply', '--reply', [CompletionResultType]::ParameterName, 'Draft a mail for whoever sent each workbook, in this folder: what was found, what to do, and the marked copy. Nothing is sent [default: no mails]')
            [CompletionResult]::new('--reply-by', '--reply-by', [CompletionResultType]::ParameterName, 'Ask in these mails for the corrected workbook by a day (2026-12-31), or within so many days (14)')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file whose first line is the password of protected workbooks [default: ask on a terminal]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave these rules out')
            [CompletionResult]::new('--severity', '--severity', [CompletionResultType]::ParameterName, 'Count a rule as error, warning or info')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 1 when there is something from this severity on [default: error]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'Look at the folders every so many seconds [default: 5]')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Check only the Kth of N parts of the workbooks, for a run on several machines; pamlint merge joins the parts')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--follow-links', '--follow-links', [CompletionResultType]::ParameterName, 'In folders, follow links that lead out of them')
            [CompletionResult]::new('--statistics', '--statistics', [CompletionResultType]::ParameterName, 'Count the findings of each code in the text report, instead of telling them one by one')
            [CompletionResult]::new('--mirror', '--mirror', [CompletionResultType]::ParameterName, 'Make the same folders in the folder of --out as there are in the folders that are checked')
            [CompletionResult]::new('--no-annotate', '--no-annotate', [CompletionResultType]::ParameterName, 'Write no marked copies')
            [CompletionResult]::new('--allow-unprotected-copy', '--allow-unprotected-copy', [CompletionResultType]::ParameterName, 'Write copies of protected workbooks too, though a copy is not protected')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Check every workbook anew, and keep nothing of it: of a folder, workbooks that have not changed are known from the last run otherwise')
            [CompletionResult]::new('--changed-only', '--changed-only', [CompletionResultType]::ParameterName, 'Report only workbooks that are new, or of which there is something new to say since the last run')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Go on checking what comes into the folders, until ^C: a workbook is checked once nobody writes it any more')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;template' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the workbook to this file [default: CONVENTION-onboarding.xlsx, unless it is there already]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the workbook to this file [default: CONVENTION-onboarding.xlsx, unless it is there already]')
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention: the name of one that is built in, or a file [default: pamaas]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]')
            [CompletionResult]::new('--rows', '--rows', [CompletionResultType]::ParameterName, 'How many rows to prepare on each sheet')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Make sheets for this kind of account only: its id, or the name of its sheet (may be repeated)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;fix' {
            [CompletionResult]::new('--glob', '--glob', [CompletionResultType]::ParameterName, 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input')
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention: the name of one that is built in, or a file [default: pamaas]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many workbooks to work on at once [default: as many as there are processors]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'Whether to show on the screen how far the run is [default: auto]')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)')
            [CompletionResult]::new('--exceptions', '--exceptions', [CompletionResultType]::ParameterName, 'The file with recorded exceptions: mistakes that may stay until a day, and why')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'The date of the check: marked copies name it, and exceptions end by it [default: today]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the receipt [default: text]')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Put the fixed copies in this folder [default: beside each workbook]')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file whose first line is the password of protected workbooks [default: ask on a terminal]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave these rules out')
            [CompletionResult]::new('--severity', '--severity', [CompletionResultType]::ParameterName, 'Count a rule as error, warning or info')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 1 when there is something from this severity on [default: error]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--follow-links', '--follow-links', [CompletionResultType]::ParameterName, 'In folders, follow links that lead out of them')
            [CompletionResult]::new('--mirror', '--mirror', [CompletionResultType]::ParameterName, 'Make the same folders in the folder of --out as there are in the folders that are fixed')
            [CompletionResult]::new('--unsafe-fixes', '--unsafe-fixes', [CompletionResultType]::ParameterName, 'Apply the unsafe fixes too: what was likely meant, and has to be looked at')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Only show what would change, and write nothing')
            [CompletionResult]::new('--allow-unprotected-copy', '--allow-unprotected-copy', [CompletionResultType]::ParameterName, 'Write copies of protected workbooks too, though a copy is not protected')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;compare' {
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention: the name of one that is built in, or a file [default: pamaas]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)')
            [CompletionResult]::new('--exceptions', '--exceptions', [CompletionResultType]::ParameterName, 'The file with recorded exceptions: mistakes that may stay until a day, and why')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'The date of the check: marked copies name it, and exceptions end by it [default: today]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the comparison [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the comparison to this file [default: the screen]')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file whose first line is the password of protected workbooks [default: ask on a terminal]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave these rules out')
            [CompletionResult]::new('--severity', '--severity', [CompletionResultType]::ParameterName, 'Count a rule as error, warning or info')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 1 when there is something from this severity on [default: error]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--allow-unprotected-copy', '--allow-unprotected-copy', [CompletionResultType]::ParameterName, 'Write copies of protected workbooks too, though a copy is not protected')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;plan' {
            [CompletionResult]::new('--glob', '--glob', [CompletionResultType]::ParameterName, 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input')
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention: the name of one that is built in, or a file [default: pamaas]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many workbooks to work on at once [default: as many as there are processors]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'Whether to show on the screen how far the run is [default: auto]')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)')
            [CompletionResult]::new('--exceptions', '--exceptions', [CompletionResultType]::ParameterName, 'The file with recorded exceptions: mistakes that may stay until a day, and why')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'The date of the check: marked copies name it, and exceptions end by it [default: today]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the plan [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the plan to this file instead of the screen')
            [CompletionResult]::new('--inventory', '--inventory', [CompletionResultType]::ParameterName, 'Compare with what there is already: groups, safes, members, platforms, accounts or links, as CSV or as a workbook (may be repeated)')
            [CompletionResult]::new('--receipt', '--receipt', [CompletionResultType]::ParameterName, 'Read what became of calls or of an upload, as JSON, JSON lines or CSV, note it in the ledger, and say what is left')
            [CompletionResult]::new('--ledger', '--ledger', [CompletionResultType]::ParameterName, 'The ledger: what was made here, and what was refused [default: with --receipt: beside it, as NAME.ledger.json]')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Put the copies in which what was refused is marked in this folder [default: beside each workbook]')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'List the inverse of what the ledger says was made here, instead of a plan')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file whose first line is the password of protected workbooks [default: ask on a terminal]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave these rules out')
            [CompletionResult]::new('--severity', '--severity', [CompletionResultType]::ParameterName, 'Count a rule as error, warning or info')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 1 when there is something from this severity on [default: error]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--follow-links', '--follow-links', [CompletionResultType]::ParameterName, 'In folders, follow links that lead out of them')
            [CompletionResult]::new('--allow-unprotected-copy', '--allow-unprotected-copy', [CompletionResultType]::ParameterName, 'Write copies of protected workbooks too, though a copy is not protected')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;convention' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the conventions that are built in')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a convention: the sheets and their columns, the names and the code lists')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a small convention with remarks, to begin with')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of the convention file, with which editors complete and explain it')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Say what one version of a convention changes, and which findings appear and disappear with it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'pamlint;convention;list' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;convention;show' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;convention;check' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;convention;new' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write it to this file [default: ID.toml, unless it is there already]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write it to this file [default: ID.toml, unless it is there already]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;convention;schema' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;convention;diff' {
            [CompletionResult]::new('--glob', '--glob', [CompletionResultType]::ParameterName, 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--follow-links', '--follow-links', [CompletionResultType]::ParameterName, 'In folders, follow links that lead out of them')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;convention;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the conventions that are built in')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a convention: the sheets and their columns, the names and the code lists')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a small convention with remarks, to begin with')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of the convention file, with which editors complete and explain it')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Say what one version of a convention changes, and which findings appear and disappear with it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'pamlint;convention;help;list' {
            break
        }
        'pamlint;convention;help;show' {
            break
        }
        'pamlint;convention;help;check' {
            break
        }
        'pamlint;convention;help;new' {
            break
        }
        'pamlint;convention;help;schema' {
            break
        }
        'pamlint;convention;help;diff' {
            break
        }
        'pamlint;convention;help;help' {
            break
        }
        'pamlint;merge' {
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention of the check: the name of one that is built in, or a file')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml, in the folder or above it]')
            [CompletionResult]::new('--exceptions', '--exceptions', [CompletionResultType]::ParameterName, 'The file with recorded exceptions of the check')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the report [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the report to this file instead of the screen')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'The date that summaries name as the day of the check [default: today]')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 1 from this severity on [default: error]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--statistics', '--statistics', [CompletionResultType]::ParameterName, 'Count the findings of each code in the text report, instead of telling them one by one')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;config' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of pamlint.toml, with which editors complete and check it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'pamlint;config;show' {
            [CompletionResult]::new('--glob', '--glob', [CompletionResultType]::ParameterName, 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input')
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention: the name of one that is built in, or a file [default: pamaas]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many workbooks to work on at once [default: as many as there are processors]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'Whether to show on the screen how far the run is [default: auto]')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)')
            [CompletionResult]::new('--exceptions', '--exceptions', [CompletionResultType]::ParameterName, 'The file with recorded exceptions: mistakes that may stay until a day, and why')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'The date of the check: marked copies name it, and exceptions end by it [default: today]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the report [default: text]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the report to this file instead of the screen')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Put the marked copies in this folder [default: beside each workbook]')
            [CompletionResult]::new('--reply', '--reply', [CompletionResultType]::ParameterName, 'Draft a mail for whoever sent each workbook, in this folder: what was found, what to do, and the marked copy. Nothing is sent [default: no mails]')
            [CompletionResult]::new('--reply-by', '--reply-by', [CompletionResultType]::ParameterName, 'Ask in these mails for the corrected workbook by a day (2026-12-31), or within so many days (14)')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file whose first line is the password of protected workbooks [default: ask on a terminal]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave these rules out')
            [CompletionResult]::new('--severity', '--severity', [CompletionResultType]::ParameterName, 'Count a rule as error, warning or info')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 1 when there is something from this severity on [default: error]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'Look at the folders every so many seconds [default: 5]')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Check only the Kth of N parts of the workbooks, for a run on several machines; pamlint merge joins the parts')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--follow-links', '--follow-links', [CompletionResultType]::ParameterName, 'In folders, follow links that lead out of them')
            [CompletionResult]::new('--statistics', '--statistics', [CompletionResultType]::ParameterName, 'Count the findings of each code in the text report, instead of telling them one by one')
            [CompletionResult]::new('--mirror', '--mirror', [CompletionResultType]::ParameterName, 'Make the same folders in the folder of --out as there are in the folders that are checked')
            [CompletionResult]::new('--no-annotate', '--no-annotate', [CompletionResultType]::ParameterName, 'Write no marked copies')
            [CompletionResult]::new('--allow-unprotected-copy', '--allow-unprotected-copy', [CompletionResultType]::ParameterName, 'Write copies of protected workbooks too, though a copy is not protected')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Check every workbook anew, and keep nothing of it: of a folder, workbooks that have not changed are known from the last run otherwise')
            [CompletionResult]::new('--changed-only', '--changed-only', [CompletionResultType]::ParameterName, 'Report only workbooks that are new, or of which there is something new to say since the last run')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Go on checking what comes into the folders, until ^C: a workbook is checked once nobody writes it any more')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;config;schema' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;config;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of pamlint.toml, with which editors complete and check it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'pamlint;config;help;show' {
            break
        }
        'pamlint;config;help;schema' {
            break
        }
        'pamlint;config;help;help' {
            break
        }
        'pamlint;exceptions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'pamlint;exceptions;record' {
            [CompletionResult]::new('--glob', '--glob', [CompletionResultType]::ParameterName, 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input')
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention: the name of one that is built in, or a file [default: pamaas]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)')
            [CompletionResult]::new('--exceptions', '--exceptions', [CompletionResultType]::ParameterName, 'The file with recorded exceptions: mistakes that may stay until a day, and why')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'The date of the check: marked copies name it, and exceptions end by it [default: today]')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why these mistakes may stay')
            [CompletionResult]::new('--approved-by', '--approved-by', [CompletionResultType]::ParameterName, 'Who has decided it')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'The last day on which it holds')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file whose first line is the password of protected workbooks [default: ask on a terminal]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave these rules out')
            [CompletionResult]::new('--severity', '--severity', [CompletionResultType]::ParameterName, 'Count a rule as error, warning or info')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 1 when there is something from this severity on [default: error]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--follow-links', '--follow-links', [CompletionResultType]::ParameterName, 'In folders, follow links that lead out of them')
            [CompletionResult]::new('--allow-unprotected-copy', '--allow-unprotected-copy', [CompletionResultType]::ParameterName, 'Write copies of protected workbooks too, though a copy is not protected')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;exceptions;help' {
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'pamlint;exceptions;help;record' {
            break
        }
        'pamlint;exceptions;help;help' {
            break
        }
        'pamlint;clean' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Put what comes out in this folder')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of messages about the workbook [default: that of the computer, or else English]')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file whose first line is the password of protected workbooks [default: ask on a terminal]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--allow-unprotected-copy', '--allow-unprotected-copy', [CompletionResultType]::ParameterName, 'Write copies of protected workbooks too, though a copy is not protected')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;generate' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;rule' {
            [CompletionResult]::new('--convention', '--convention', [CompletionResultType]::ParameterName, 'The convention: the name of one that is built in, or a file [default: pamaas]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of all texts [default: that of the computer, or else English]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more about what is being done (repeat for more still)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out warnings about the run itself; errors still show')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'pamlint;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check workbooks, and write copies in which every mistake is marked')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Write the blank workbook that customers fill in, with explanations, lists and checks in it')
            [CompletionResult]::new('fix', 'fix', [CompletionResultType]::ParameterValue, 'Write copies in which the mistakes are corrected that leave no doubt')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Say what became of a workbook from one version to the next')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say what has to be made in the vault for the accounts without errors')
            [CompletionResult]::new('convention', 'convention', [CompletionResultType]::ParameterValue, 'Show the conventions there are, or check a convention file')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join the reports of a check that several machines shared (check --shard)')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show what holds for a check, and where each option comes from')
            [CompletionResult]::new('exceptions', 'exceptions', [CompletionResultType]::ParameterValue, 'Record what is found today as exceptions: mistakes that may stay until a day')
            [CompletionResult]::new('clean', 'clean', [CompletionResultType]::ParameterValue, 'Take our marks out of a marked copy again')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell: how it completes the options of this program')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write the man pages, the completions of all shells and the schema of pamlint.toml into a folder')
            [CompletionResult]::new('rule', 'rule', [CompletionResultType]::ParameterValue, 'Explain a rule; without an argument, list all rules')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'pamlint;help;check' {
            break
        }
        'pamlint;help;template' {
            break
        }
        'pamlint;help;fix' {
            break
        }
        'pamlint;help;compare' {
            break
        }
        'pamlint;help;plan' {
            break
        }
        'pamlint;help;convention' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the conventions that are built in')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a convention: the sheets and their columns, the names and the code lists')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a small convention with remarks, to begin with')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of the convention file, with which editors complete and explain it')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Say what one version of a convention changes, and which findings appear and disappear with it')
            break
        }
        'pamlint;help;convention;list' {
            break
        }
        'pamlint;help;convention;show' {
            break
        }
        'pamlint;help;convention;check' {
            break
        }
        'pamlint;help;convention;new' {
            break
        }
        'pamlint;help;convention;schema' {
            break
        }
        'pamlint;help;convention;diff' {
            break
        }
        'pamlint;help;merge' {
            break
        }
        'pamlint;help;config' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of pamlint.toml, with which editors complete and check it')
            break
        }
        'pamlint;help;config;show' {
            break
        }
        'pamlint;help;config;schema' {
            break
        }
        'pamlint;help;exceptions' {
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more')
            break
        }
        'pamlint;help;exceptions;record' {
            break
        }
        'pamlint;help;clean' {
            break
        }
        'pamlint;help;completions' {
            break
        }
        'pamlint;help;generate' {
            break
        }
        'pamlint;help;rule' {
            break
        }
        'pamlint;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
