/** What is to be said about a workbook, in one sentence. */

import type { Book } from "./store";
import type { Speaker } from "./texts";

export function verdict({ checked, name, state }: Book, speaker: Speaker): string {
  if (state === "waiting" || state === "checking") return speaker.say("checking", { name });
  if (state === "stuck" || !checked) return speaker.say("stuck");
  if (checked.status === "failed") return speaker.say("verdictFailed");
  const { error, warning, info } = checked.counts;
  const accounts = speaker.count("accounts", checked.accounts);
  if (error > 0) return speaker.say("verdictErrors", { errors: speaker.count("errors", error), accounts });
  const others = [
    warning > 0 ? speaker.count("warnings", warning) : "",
    info > 0 ? speaker.count("infos", info) : "",
  ].filter(Boolean);
  if (others.length > 0) return speaker.say("verdictOther", { accounts, others: others.join(", ") });
  return checked.accounts === 0 ? speaker.say("verdictNone") : speaker.say("verdictClean", { accounts });
}
