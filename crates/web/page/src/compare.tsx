/** What became of an earlier version of a workbook that is open too. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Comparison, Finding } from "./report";
import type { Book, Store } from "./store";
import { useSpeaker } from "./texts";

interface Given {
  store: Store;
  book: Book;
}

/** Offers the other open workbooks as earlier versions; nothing when there is none. */
export function Compare({ store, book }: Given) {
  const speaker = useSpeaker();
  const others = store.books.filter((other) => other.id !== book.id && other.checked?.status !== "failed");
  const [chosen, setChosen] = useState<number>();
  const [said, setSaid] = useState<{ earlier: string; comparison: Comparison } | string>();
  if (others.length === 0) return null;
  const earlier = others.find(({ id }) => id === chosen) ?? others[others.length - 1];
  const compare = async () => {
    if (!earlier) return;
    try {
      setSaid({ earlier: earlier.name, comparison: await store.compared(book, earlier) });
    } catch (error) {
      setSaid((error instanceof Error && error.message) || speaker.say("stuck"));
    }
  };
  return (
    <section class="compare" aria-label={speaker.say("compare")}>
      <div class="tools">
        <label>
          {speaker.say("earlier")}{" "}
          <select
            value={String(earlier?.id)}
            onChange={({ currentTarget }) => {
              setChosen(Number(currentTarget.value));
              setSaid(undefined);
            }}
          >
            {others.map(({ id, name }) => <option value={String(id)}>{name}</option>)}
          </select>
        </label>
        <button type="button" onClick={() => void compare()}>{speaker.say("compare")}</button>
      </div>
      <div aria-live="polite">
        {typeof said === "string" && <p class="note">{said}</p>}
        {typeof said === "object" && <Outcome {...said} />}
      </div>
    </section>
  );
}

function Outcome({ earlier, comparison }: { earlier: string; comparison: Comparison }) {
  const speaker = useSpeaker();
  const { accounts, findings, spoiled } = comparison;
  const list = (key: Parameters<typeof speaker.count>[0], number: number) => (number > 0 ? [speaker.count(key, number)] : []);
  const sum = [
    ...list("solved", findings.solved.length),
    ...list("stillOpen", findings.open.length),
    ...list("newFindings", findings.new.length),
    ...list("added", accounts.added.length),
    ...list("gone", accounts.gone.length),
    ...list("changedAccounts", accounts.changed.length),
  ];
  return (
    <div class="outcome">
      <p>
        <strong>{speaker.say("since", { name: earlier })}</strong>{" "}
        {sum.length > 0 ? `${sum.join(", ")}.` : speaker.say("unchanged")}
      </p>
      {spoiled.length > 0 && (
        <Group open title={speaker.count("spoiled", spoiled.length)}>
          {spoiled.map(({ account, column, code }) => <li>{account} · {column} · {code}</li>)}
        </Group>
      )}
      <Findings title={speaker.count("newFindings", findings.new.length)} findings={findings.new} />
      <Findings title={speaker.count("stillOpen", findings.open.length)} findings={findings.open} />
      <Findings title={speaker.count("solved", findings.solved.length)} findings={findings.solved} />
      {accounts.added.length > 0 && (
        <Group title={speaker.count("added", accounts.added.length)}>
          <li>{accounts.added.join(", ")}</li>
        </Group>
      )}
      {accounts.gone.length > 0 && (
        <Group title={speaker.count("gone", accounts.gone.length)}>
          <li>{accounts.gone.join(", ")}</li>
        </Group>
      )}
      {accounts.changed.length > 0 && (
        <Group title={speaker.count("changedAccounts", accounts.changed.length)}>
          {accounts.changed.map(({ account, fields }) => (
            <li>
              {account}
              <ul>
                {fields.map((field) => (
                  <li>
                    {field.column}: {field.old || speaker.say("emptyCell")} →{" "}
                    {field.new || speaker.say("emptyCell")}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </Group>
      )}
    </div>
  );
}

function Findings({ title, findings }: { title: string; findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Group title={title}>
      {findings.map(({ sheet, cell, account, code, message }) => (
        <li>
          {sheet}!{cell}{account && ` (${account})`} · {code} · {message}
        </li>
      ))}
    </Group>
  );
}

function Group(given: { title: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details open={given.open}>
      <summary>{given.title}</summary>
      <ul>{given.children}</ul>
    </details>
  );
}
