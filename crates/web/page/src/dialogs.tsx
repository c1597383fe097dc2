/** Help and settings, over the page. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { About, Problem } from "./protocol";
import { type Store, XLSX, save } from "./store";
import { useSpeaker } from "./texts";

function Dialog(given: { title: string; onClose: () => void; children: ComponentChildren }) {
  const speaker = useSpeaker();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-label={given.title} onClose={given.onClose}>
      <header>
        <h2>{given.title}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>{speaker.say("close")}</button>
      </header>
      <div class="inside">{given.children}</div>
    </dialog>
  );
}

/** What the convention asks for, and what its rules say. */
export function HelpDialog(given: { about: About; rule: string | undefined; onClose: () => void }) {
  const speaker = useSpeaker();
  const { about, rule } = given;
  const asked = useRef<HTMLDetailsElement>(null);
  useEffect(() => asked.current?.scrollIntoView({ block: "start" }), []);
  return (
    <Dialog title={speaker.say("help")} onClose={given.onClose}>
      <h3>{speaker.say("howTo")}</h3>
      <ol>{speaker.texts.steps.map((step) => <li>{step}</li>)}</ol>
      <h3>{speaker.say("names")}</h3>
      {about.names.map((name) => (
        <details>
          <summary>
            <strong>{name.label}</strong> <code>{name.example}</code>
          </summary>
          <div class="wide" tabIndex={0} role="region" aria-label={name.label}>
            <table>
              <thead>
                <tr>
                  <th>{speaker.say("part")}</th>
                  <th>{speaker.say("expected")}</th>
                  <th>{speaker.say("example")}</th>
                </tr>
              </thead>
              <tbody>
                {name.parts.map((part) => {
                  const codes = part.codes === null ? undefined : about.codes[part.codes]?.codes;
                  return (
                    <tr>
                      <th scope="row">
                        {part.label} {part.optional && <small>({speaker.say("optional")})</small>}
                      </th>
                      <td>{part.expected || codes?.map(([code]) => code).join(", ")}</td>
                      <td>
                        <code>{part.example || codes?.[0]?.[0]}</code>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </details>
      ))}
      <h3>{speaker.say("codes")}</h3>
      {about.codes.map((list) => (
        <details>
          <summary>{about.names.flatMap(({ parts }) => parts).find(({ codes }) => codes === about.codes.indexOf(list))?.label ?? list.key}</summary>
          <dl>
            {list.codes.map(([code, meaning]) => (
              <div>
                <dt><code>{code}</code></dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
      <h3>{speaker.say("kinds")}</h3>
      {about.kinds.map((kind) => (
        <details>
          <summary>
            <strong>{kind.sheet}</strong> {kind.label}
          </summary>
          <dl>
            {kind.columns.map((column) => (
              <div>
                <dt>
                  {column.header} {column.required && <small>({speaker.say("required")})</small>}
                </dt>
                <dd>
                  {column.help} {column.example && <code>{column.example}</code>}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
      <h3>{speaker.say("rules")}</h3>
      {about.rules.map((each) => (
        <details class={each.severity} open={each.code === rule} ref={each.code === rule ? asked : undefined}>
          <summary>
            <code>{each.code}</code> {each.message}
          </summary>
          {each.help && <p>{each.help}</p>}
          {each.why && (
            <p>
              <strong>{speaker.say("why")}:</strong> {each.why}
            </p>
          )}
          {each.wrong.length > 0 && (
            <p>
              <strong>{speaker.say("wrong")}:</strong> {each.wrong.map((line) => <code class="bad">{line}</code>)}
            </p>
          )}
          {each.right.length > 0 && (
            <p>
              <strong>{speaker.say("right")}:</strong> {each.right.map((line) => <code class="good">{line}</code>)}
            </p>
          )}
          {each.source && (
            <p>
              <small>{speaker.say("source")}: {each.source}</small>
            </p>
          )}
        </details>
      ))}
    </Dialog>
  );
}

/** Another convention, reference lists, the blank workbook. */
export function SettingsDialog({ store, onClose }: { store: Store; onClose: () => void }) {
  const speaker = useSpeaker();
  const [note, setNote] = useState("");
  const { about, setup } = store;
  const convention = setup.convention;
  const load = async (file: File | undefined) => {
    if (!file) return;
    const used = await store.use({ convention: { name: file.name, text: await file.text() }, lists: [] });
    setNote(used ? "" : `${speaker.say("conventionBad", { name: file.name })} ${complaint(store.complaint, speaker)}`);
    if (!used) store.complaint = "";
  };
  const list = async (key: string, file: File | undefined) => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const lists = [...setup.lists.filter((known) => known.key !== key), { key, name: file.name, bytes }];
    const used = await store.use({ ...setup, lists });
    setNote(used ? "" : speaker.say("notUsed", { name: file.name, reason: store.complaint }));
    if (!used) store.complaint = "";
  };
  const blank = async () => {
    const { name, bytes } = await store.template();
    save(name, bytes, XLSX);
  };
  return (
    <Dialog title={speaker.say("settings")} onClose={onClose}>
      {note && <p class="complaint" role="alert">{note}</p>}
      <h3>{speaker.say("convention")}</h3>
      {about && <p>{about.title} {about.version}</p>}
      <p>
        <button type="button" onClick={() => void blank()}>{speaker.say("downloadBlank")}</button>
      </p>
      <label class="pick">
        {speaker.say("loadConvention")}
        <input type="file" accept=".toml" onChange={({ currentTarget }) => void load(currentTarget.files?.[0])} />
      </label>
      {"name" in convention && (
        <p>
          <button type="button" onClick={() => void store.use(store.own)}>
            {speaker.say("builtIn")}
          </button>
        </p>
      )}
      {about && about.lists.length > 0 && <h3>{speaker.say("lists")}</h3>}
      {about?.lists.map(({ key, label, columns }) => {
        const loaded = setup.lists.find((known) => known.key === key);
        return (
          <label class="pick">
            {label}
            <small>
              {loaded
                ? speaker.say("listLoaded", { name: loaded.name })
                : speaker.say("listHint", { columns: columns.join(", ") })}
            </small>
            <input
              type="file"
              accept=".csv,.txt,.xlsx"
              onChange={({ currentTarget }) => void list(key, currentTarget.files?.[0])}
            />
          </label>
        );
      })}
    </Dialog>
  );
}

/** The mistakes of a convention come as JSON, all else as a sentence. */
function complaint(text: string, speaker: ReturnType<typeof useSpeaker>): string {
  try {
    const [first] = JSON.parse(text) as Problem[];
    return first ? `${speaker.say("line", { line: first.line, column: first.column })}: ${first.message}` : text;
  } catch {
    return text;
  }
}
