
use builtin;
use str;

set edit:completion:arg-completer[pamlint] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'pamlint'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'pamlint'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand check 'Check workbooks, and write copies in which every mistake is marked'
            cand template 'Write the blank workbook that customers fill in, with explanations, lists and checks in it'
            cand fix 'Write copies in which the mistakes are corrected that leave no doubt'
            cand compare 'Say what became of a workbook from one version to the next'
            cand plan 'Say what has to be made in the vault for the accounts without errors'
            cand convention 'Show the conventions there are, or check a convention file'
            cand merge 'Join the reports of a check that several machines shared (check --shard)'
            cand config 'Show what holds for a check, and where each option comes from'
            cand exceptions 'Record what is found today as exceptions: mistakes that may stay until a day'
            cand clean 'Take our marks out of a marked copy again'
            cand completions 'Print the completions of a shell: how it completes the options of this program'
            cand generate 'Write the man pages, the completions of all shells and the schema of pamlint.toml into a folder'
            cand rule 'Explain a rule; without an argument, list all rules'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'pamlint;check'= {
            cand --glob 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)'
            cand --exclude 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)'
            cand --files-from 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input'
            cand --convention 'The convention: the name of one that is built in, or a file [default: pamaas]'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --config 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]'
            cand --jobs 'How many workbooks to work on at once [default: as many as there are processors]'
            cand --progress 'Whether to show on the screen how far the run is [default: auto]'
            cand --list 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)'
            cand --exceptions 'The file with recorded exceptions: mistakes that may stay until a day, and why'
            cand --today 'The date of the check: marked copies name it, and exceptions end by it [default: today]'
            cand --format 'The form of the report [default: text]'
            cand --output 'Write the report to this file instead of the screen'
            cand --summary 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)'
            cand --out 'Put the marked copies in this folder [default: beside each workbook]'
            cand --reply 'Draft a mail for whoever sent each workbook, in this folder: what was found, what to do, and the marked copy. Nothing is sent [default: no mails]'
            cand --reply-by 'Ask in these mails for the corrected workbook by a day (2026-12-31), or within so many days (14)'
            cand --password-file 'The file whose first line is the password of protected workbooks [default: ask on a terminal]'
            cand --select 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF'
            cand --ignore 'Leave these rules out'
            cand --severity 'Count a rule as error, warning or info'
            cand --fail-on 'End with exit code 1 when there is something from this severity on [default: error]'
            cand --limit 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them'
            cand --every 'Look at the folders every so many seconds [default: 5]'
            cand --shard 'Check only the Kth of N parts of the workbooks, for a run on several machines; pamlint merge joins the parts'
            cand --color 'When to use colours'
            cand --follow-links 'In folders, follow links that lead out of them'
            cand --statistics 'Count the findings of each code in the text report, instead of telling them one by one'
            cand --mirror 'Make the same folders in the folder of --out as there are in the folders that are checked'
            cand --no-annotate 'Write no marked copies'
            cand --allow-unprotected-copy 'Write copies of protected workbooks too, though a copy is not protected'
            cand --no-cache 'Check every workbook anew, and keep nothing of it: of a folder, workbooks that have not changed are known from the last run otherwise'
            cand --changed-only 'Report only workbooks that are new, or of which there is something new to say since the last run'
            cand --watch 'Go on checking what comes into the folders, until ^C: a workbook is checked once nobody writes it any more'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;template'= {
            cand -o 'Write the workbook to this file [default: CONVENTION-onboarding.xlsx, unless it is there already]'
            cand --output 'Write the workbook to this file [default: CONVENTION-onboarding.xlsx, unless it is there already]'
            cand --convention 'The convention: the name of one that is built in, or a file [default: pamaas]'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --config 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]'
            cand --rows 'How many rows to prepare on each sheet'
            cand --kind 'Make sheets for this kind of account only: its id, or the name of its sheet (may be repeated)'
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;fix'= {
            cand --glob 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)'
            cand --exclude 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)'
            cand --files-from 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input'
            cand --convention 'The convention: the name of one that is built in, or a file [default: pamaas]'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --config 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]'
            cand --jobs 'How many workbooks to work on at once [default: as many as there are processors]'
            cand --progress 'Whether to show on the screen how far the run is [default: auto]'
            cand --list 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)'
            cand --exceptions 'The file with recorded exceptions: mistakes that may stay until a day, and why'
            cand --today 'The date of the check: marked copies name it, and exceptions end by it [default: today]'
            cand --format 'The form of the receipt [default: text]'
            cand --out 'Put the fixed copies in this folder [default: beside each workbook]'
            cand --password-file 'The file whose first line is the password of protected workbooks [default: ask on a terminal]'
            cand --select 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF'
            cand --ignore 'Leave these rules out'
            cand --severity 'Count a rule as error, warning or info'
            cand --fail-on 'End with exit code 1 when there is something from this severity on [default: error]'
            cand --limit 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them'
            cand --color 'When to use colours'
            cand --follow-links 'In folders, follow links that lead out of them'
            cand --mirror 'Make the same folders in the folder of --out as there are in the folders that are fixed'
            cand --unsafe-fixes 'Apply the unsafe fixes too: what was likely meant, and has to be looked at'
            cand --diff 'Only show what would change, and write nothing'
            cand --allow-unprotected-copy 'Write copies of protected workbooks too, though a copy is not protected'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;compare'= {
            cand --convention 'The convention: the name of one that is built in, or a file [default: pamaas]'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --config 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]'
            cand --list 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)'
            cand --exceptions 'The file with recorded exceptions: mistakes that may stay until a day, and why'
            cand --today 'The date of the check: marked copies name it, and exceptions end by it [default: today]'
            cand --format 'The form of the comparison [default: text]'
            cand --output 'Write the comparison to this file [default: the screen]'
            cand --password-file 'The file whose first line is the password of protected workbooks [default: ask on a terminal]'
            cand --select 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF'
            cand --ignore 'Leave these rules out'
            cand --severity 'Count a rule as error, warning or info'
            cand --fail-on 'End with exit code 1 when there is something from this severity on [default: error]'
            cand --limit 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them'
            cand --color 'When to use colours'
            cand --allow-unprotected-copy 'Write copies of protected workbooks too, though a copy is not protected'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;plan'= {
            cand --glob 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)'
            cand --exclude 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)'
            cand --files-from 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input'
            cand --convention 'The convention: the name of one that is built in, or a file [default: pamaas]'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --config 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]'
            cand --jobs 'How many workbooks to work on at once [default: as many as there are processors]'
            cand --progress 'Whether to show on the screen how far the run is [default: auto]'
            cand --list 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)'
            cand --exceptions 'The file with recorded exceptions: mistakes that may stay until a day, and why'
            cand --today 'The date of the check: marked copies name it, and exceptions end by it [default: today]'
            cand --format 'The form of the plan [default: text]'
            cand --output 'Write the plan to this file instead of the screen'
            cand --inventory 'Compare with what there is already: groups, safes, members, platforms, accounts or links, as CSV or as a workbook (may be repeated)'
            cand --receipt 'Read what became of calls or of an upload, as JSON, JSON lines or CSV, note it in the ledger, and say what is left'
            cand --ledger 'The ledger: what was made here, and what was refused [default: with --receipt: beside it, as NAME.ledger.json]'
            cand --out 'Put the copies in which what was refused is marked in this folder [default: beside each workbook]'
            cand --undo 'List the inverse of what the ledger says was made here, instead of a plan'
            cand --password-file 'The file whose first line is the password of protected workbooks [default: ask on a terminal]'
            cand --select 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF'
            cand --ignore 'Leave these rules out'
            cand --severity 'Count a rule as error, warning or info'
            cand --fail-on 'End with exit code 1 when there is something from this severity on [default: error]'
            cand --limit 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them'
            cand --color 'When to use colours'
            cand --follow-links 'In folders, follow links that lead out of them'
            cand --allow-unprotected-copy 'Write copies of protected workbooks too, though a copy is not protected'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;convention'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the conventions that are built in'
            cand show 'Show a convention: the sheets and their columns, the names and the code lists'
            cand check 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried'
            cand new 'Write a small convention with remarks, to begin with'
            cand schema 'Print the JSON Schema of the convention file, with which editors complete and explain it'
            cand diff 'Say what one version of a convention changes, and which findings appear and disappear with it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'pamlint;convention;list'= {
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;convention;show'= {
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;convention;check'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;convention;new'= {
            cand -o 'Write it to this file [default: ID.toml, unless it is there already]'
            cand --output 'Write it to this file [default: ID.toml, unless it is there already]'
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;convention;schema'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;convention;diff'= {
            cand --glob 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)'
            cand --exclude 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)'
            cand --files-from 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --color 'When to use colours'
            cand --follow-links 'In folders, follow links that lead out of them'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;convention;help'= {
            cand list 'List the conventions that are built in'
            cand show 'Show a convention: the sheets and their columns, the names and the code lists'
            cand check 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried'
            cand new 'Write a small convention with remarks, to begin with'
            cand schema 'Print the JSON Schema of the convention file, with which editors complete and explain it'
            cand diff 'Say what one version of a convention changes, and which findings appear and disappear with it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'pamlint;convention;help;list'= {
        }
        &'pamlint;convention;help;show'= {
        }
        &'pamlint;convention;help;check'= {
        }
        &'pamlint;convention;help;new'= {
        }
        &'pamlint;convention;help;schema'= {
        }
        &'pamlint;convention;help;diff'= {
        }
        &'pamlint;convention;help;help'= {
        }
        &'pamlint;merge'= {
            cand --convention 'The convention of the check: the name of one that is built in, or a file'
            cand --config 'The configuration file [default: the nearest pamlint.toml, in the folder or above it]'
            cand --exceptions 'The file with recorded exceptions of the check'
            cand --format 'The form of the report [default: text]'
            cand --output 'Write the report to this file instead of the screen'
            cand --summary 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)'
            cand --today 'The date that summaries name as the day of the check [default: today]'
            cand --fail-on 'End with exit code 1 from this severity on [default: error]'
            cand --color 'When to use colours'
            cand --statistics 'Count the findings of each code in the text report, instead of telling them one by one'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;config'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand show 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it'
            cand schema 'Print the JSON Schema of pamlint.toml, with which editors complete and check it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'pamlint;config;show'= {
            cand --glob 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)'
            cand --exclude 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)'
            cand --files-from 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input'
            cand --convention 'The convention: the name of one that is built in, or a file [default: pamaas]'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --config 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]'
            cand --jobs 'How many workbooks to work on at once [default: as many as there are processors]'
            cand --progress 'Whether to show on the screen how far the run is [default: auto]'
            cand --list 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)'
            cand --exceptions 'The file with recorded exceptions: mistakes that may stay until a day, and why'
            cand --today 'The date of the check: marked copies name it, and exceptions end by it [default: today]'
            cand --format 'The form of the report [default: text]'
            cand --output 'Write the report to this file instead of the screen'
            cand --summary 'Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)'
            cand --out 'Put the marked copies in this folder [default: beside each workbook]'
            cand --reply 'Draft a mail for whoever sent each workbook, in this folder: what was found, what to do, and the marked copy. Nothing is sent [default: no mails]'
            cand --reply-by 'Ask in these mails for the corrected workbook by a day (2026-12-31), or within so many days (14)'
            cand --password-file 'The file whose first line is the password of protected workbooks [default: ask on a terminal]'
            cand --select 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF'
            cand --ignore 'Leave these rules out'
            cand --severity 'Count a rule as error, warning or info'
            cand --fail-on 'End with exit code 1 when there is something from this severity on [default: error]'
            cand --limit 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them'
            cand --every 'Look at the folders every so many seconds [default: 5]'
            cand --shard 'Check only the Kth of N parts of the workbooks, for a run on several machines; pamlint merge joins the parts'
            cand --color 'When to use colours'
            cand --follow-links 'In folders, follow links that lead out of them'
            cand --statistics 'Count the findings of each code in the text report, instead of telling them one by one'
            cand --mirror 'Make the same folders in the folder of --out as there are in the folders that are checked'
            cand --no-annotate 'Write no marked copies'
            cand --allow-unprotected-copy 'Write copies of protected workbooks too, though a copy is not protected'
            cand --no-cache 'Check every workbook anew, and keep nothing of it: of a folder, workbooks that have not changed are known from the last run otherwise'
            cand --changed-only 'Report only workbooks that are new, or of which there is something new to say since the last run'
            cand --watch 'Go on checking what comes into the folders, until ^C: a workbook is checked once nobody writes it any more'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;config;schema'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;config;help'= {
            cand show 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it'
            cand schema 'Print the JSON Schema of pamlint.toml, with which editors complete and check it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'pamlint;config;help;show'= {
        }
        &'pamlint;config;help;schema'= {
        }
        &'pamlint;config;help;help'= {
        }
        &'pamlint;exceptions'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand record 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'pamlint;exceptions;record'= {
            cand --glob 'In folders, take only workbooks whose name fits this pattern, or whose path below the folder does when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)'
            cand --exclude 'In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be repeated)'
            cand --files-from 'Take the workbooks and folders that this file names too, each on its own line or with NUL between them; - reads standard input'
            cand --convention 'The convention: the name of one that is built in, or a file [default: pamaas]'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --config 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]'
            cand --list 'Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)'
            cand --exceptions 'The file with recorded exceptions: mistakes that may stay until a day, and why'
            cand --today 'The date of the check: marked copies name it, and exceptions end by it [default: today]'
            cand --reason 'Why these mistakes may stay'
            cand --approved-by 'Who has decided it'
            cand --until 'The last day on which it holds'
            cand --password-file 'The file whose first line is the password of protected workbooks [default: ask on a terminal]'
            cand --select 'Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF'
            cand --ignore 'Leave these rules out'
            cand --severity 'Count a rule as error, warning or info'
            cand --fail-on 'End with exit code 1 when there is something from this severity on [default: error]'
            cand --limit 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them'
            cand --color 'When to use colours'
            cand --follow-links 'In folders, follow links that lead out of them'
            cand --allow-unprotected-copy 'Write copies of protected workbooks too, though a copy is not protected'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;exceptions;help'= {
            cand record 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'pamlint;exceptions;help;record'= {
        }
        &'pamlint;exceptions;help;help'= {
        }
        &'pamlint;clean'= {
            cand --out 'Put what comes out in this folder'
            cand --lang 'The language of messages about the workbook [default: that of the computer, or else English]'
            cand --password-file 'The file whose first line is the password of protected workbooks [default: ask on a terminal]'
            cand --limit 'Allow a workbook more, or less, of something than usual: cells=15000000, memory=1024 (in MB), seconds=60 (may be repeated); more cells come with more of everything that grows with them'
            cand --color 'When to use colours'
            cand --allow-unprotected-copy 'Write copies of protected workbooks too, though a copy is not protected'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;completions'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;generate'= {
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;rule'= {
            cand --convention 'The convention: the name of one that is built in, or a file [default: pamaas]'
            cand --lang 'The language of all texts [default: that of the computer, or else English]'
            cand --config 'The configuration file [default: the nearest pamlint.toml from the current folder upwards, else the one beside the program]'
            cand --color 'When to use colours'
            cand -v 'Say more about what is being done (repeat for more still)'
            cand --verbose 'Say more about what is being done (repeat for more still)'
            cand -q 'Leave out warnings about the run itself; errors still show'
            cand --quiet 'Leave out warnings about the run itself; errors still show'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'pamlint;help'= {
            cand check 'Check workbooks, and write copies in which every mistake is marked'
            cand template 'Write the blank workbook that customers fill in, with explanations, lists and checks in it'
            cand fix 'Write copies in which the mistakes are corrected that leave no doubt'
            cand compare 'Say what became of a workbook from one version to the next'
            cand plan 'Say what has to be made in the vault for the accounts without errors'
            cand convention 'Show the conventions there are, or check a convention file'
            cand merge 'Join the reports of a check that several machines shared (check --shard)'
            cand config 'Show what holds for a check, and where each option comes from'
            cand exceptions 'Record what is found today as exceptions: mistakes that may stay until a day'
            cand clean 'Take our marks out of a marked copy again'
            cand completions 'Print the completions of a shell: how it completes the options of this program'
            cand generate 'Write the man pages, the completions of all shells and the schema of pamlint.toml into a folder'
            cand rule 'Explain a rule; without an argument, list all rules'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'pamlint;help;check'= {
        }
        &'pamlint;help;template'= {
        }
        &'pamlint;help;fix'= {
        }
        &'pamlint;help;compare'= {
        }
        &'pamlint;help;plan'= {
        }
        &'pamlint;help;convention'= {
            cand list 'List the conventions that are built in'
            cand show 'Show a convention: the sheets and their columns, the names and the code lists'
            cand check 'Check a convention file: what does not hold together is shown where it stands, and the wrong and the right example of every rule are tried'
            cand new 'Write a small convention with remarks, to begin with'
            cand schema 'Print the JSON Schema of the convention file, with which editors complete and explain it'
            cand diff 'Say what one version of a convention changes, and which findings appear and disappear with it'
        }
        &'pamlint;help;convention;list'= {
        }
        &'pamlint;help;convention;show'= {
        }
        &'pamlint;help;convention;check'= {
        }
        &'pamlint;help;convention;new'= {
        }
        &'pamlint;help;convention;schema'= {
        }
        &'pamlint;help;convention;diff'= {
        }
        &'pamlint;help;merge'= {
        }
        &'pamlint;help;config'= {
            cand show 'Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it'
            cand schema 'Print the JSON Schema of pamlint.toml, with which editors complete and check it'
        }
        &'pamlint;help;config;show'= {
        }
        &'pamlint;help;config;schema'= {
        }
        &'pamlint;help;exceptions'= {
            cand record 'Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more'
        }
        &'pamlint;help;exceptions;record'= {
        }
        &'pamlint;help;clean'= {
        }
        &'pamlint;help;completions'= {
        }
        &'pamlint;help;generate'= {
        }
        &'pamlint;help;rule'= {
        }
        &'pamlint;help;help'= {
        }
    ]
    $completions[$command]
}
