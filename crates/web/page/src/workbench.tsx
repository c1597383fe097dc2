/** Where the PAM team tries what a convention says. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem, Setup } from "./protocol";
import type { Checked, Finding } from "./report";
import { type Store, save } from "./store";
import { useSpeaker } from "./texts";

interface Effect {
  book: string;
  come: Finding[];
  go: Finding[];
}

const name = ({ sheet, cell, code, message }: Finding) => JSON.stringify([sheet, cell, code, message]);

export function Workbench({ store }: { store: Store }) {
  const speaker = useSpeaker();
  const { convention } = store.setup;
  const file = "name" in convention ? convention.name : `${convention.id}.toml`;
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [problems, setProblems] = useState<Problem[]>();
  const [tried, setTried] = useState<Problem[]>();
  const [effects, setEffects] = useState<Effect[]>();
  const [busy, setBusy] = useState(false);
  const setup: Setup = { convention: { name: file, text }, lists: store.setup.lists };
  useEffect(() => {
    if ("text" in convention) setText(convention.text);
    else {
      const session = store.fresh();
      void session.ask("source", convention.id).then(setText).finally(() => session.end());
    }
  }, []);
  useEffect(() => {
    if (!text) return;
    let stale = false;
    setTried(undefined);
    setEffects(undefined);
    const timer = window.setTimeout(() => {
      const session = store.fresh(store.own);
      session
        .ask("mistakes", file, text)
        .then((found) => stale || setProblems(JSON.parse(found) as Problem[]))
        .finally(() => session.end());
    }, 400);
    return () => {
      stale = true;
      window.clearTimeout(timer);
    };
  }, [text]);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
    }
  };
  const examples = () =>
    run(async () => {
      const session = store.fresh(setup);
      try {
        setTried(JSON.parse(await session.ask("examples")) as Problem[]);
      } finally {
        session.end();
      }
    });
  const compare = () =>
    run(async () => {
      const found: Effect[] = [];
      for (const book of store.books) {
        const session = store.fresh(setup);
        try {
          const bytes = new Uint8Array(await book.file.arrayBuffer());
          const { json } = await session.ask("check", book.name, bytes, book.password, store.language);
          const after = (JSON.parse(json) as { workbooks: Checked[] }).workbooks[0]?.findings ?? [];
          const before = book.checked?.findings ?? [];
          const were = new Set(before.map(name));
          const are = new Set(after.map(name));
          found.push({
            book: book.name,
            come: after.filter((finding) => !were.has(name(finding))),
            go: before.filter((finding) => !are.has(name(finding))),
          });
        } finally {
          session.end();
        }
      }
      setEffects(found);
    });
  const use = async () => {
    // What is found with it is shown where workbooks are.
    if (await store.use(setup)) document.location.hash = "";
  };
  const jump = (problem: Problem) => {
    const lines = text.split("\n");
    const start = lines.slice(0, problem.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const line = [...(lines[problem.line - 1] ?? "")];
    const before = line.slice(0, problem.column - 1).join("").length;
    const until = line.slice(0, problem.end_column - 1).join("").length;
    const box = area.current;
    if (!box) return;
    box.focus();
    box.setSelectionRange(start + before, start + Math.max(until, before + 1));
    const height = Number.parseFloat(getComputedStyle(box).lineHeight) || 20;
    box.scrollTop = Math.max(0, (problem.line - 6) * height);
  };
  const listed = (list: Problem[]) => (
    <ul class="problems">
      {list.map((problem) => (
        <li>
          <button type="button" class="plain" onClick={() => jump(problem)}>
            {problem.file === file ? "" : `${problem.file} `}
            {speaker.say("line", { line: problem.line, column: problem.column })}
          </button>{" "}
          {problem.message} {problem.hint && <em>{problem.hint}</em>}
        </li>
      ))}
    </ul>
  );
  const isRight = problems?.length === 0;
  return (
    <section class="workbench">
      <h1>{speaker.say("workbench")}</h1>
      <p class="lead">{speaker.say("workbenchIntro")}</p>
      <div class="tools">
        <button type="button" disabled={!isRight || busy} onClick={() => void examples()}>
          {speaker.say("runExamples")}
        </button>
        <button type="button" disabled={!isRight || busy || store.books.length === 0} onClick={() => void compare()}>
          {speaker.say("compareWith")}
        </button>
        <button type="button" class="primary" disabled={!isRight || busy} onClick={() => void use()}>
          {speaker.say("useIt")}
        </button>
        <button type="button" onClick={() => save(file, text, "application/toml")}>
          {speaker.say("download")}
        </button>
      </div>
      <label class="source">
        {file}
        <textarea
          ref={area}
          spellcheck={false}
          wrap="off"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <div class="results" aria-live="polite">
        {busy && <progress aria-label={speaker.say("preparing")} />}
        {problems && (
          <>
            <h2>{isRight ? speaker.say("noMistakes") : speaker.count("mistakes", problems.length)}</h2>
            {listed(problems)}
          </>
        )}
        {tried && (tried.length === 0 ? <p>{speaker.say("examplesRight")}</p> : listed(tried))}
        {effects?.map(({ book, come, go }) => (
          <>
            <h3>{book}</h3>
            {come.length + go.length === 0 && <p>{speaker.say("noChange")}</p>}
            <Some title={speaker.say("come")} findings={come} />
            <Some title={speaker.say("go")} findings={go} />
          </>
        ))}
      </div>
    </section>
  );
}

function Some({ title, findings }: { title: string; findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <>
      <h4>
        {title} ({findings.length})
      </h4>
      <ul>
        {findings.slice(0, 50).map((finding) => (
          <li>
            <code>
              {finding.code} {finding.sheet}!{finding.cell}
            </code>{" "}
            {finding.message}
          </li>
        ))}
      </ul>
    </>
  );
}
