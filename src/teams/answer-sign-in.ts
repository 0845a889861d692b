import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { HelpdeskAnswer } from '../helpdesk/scene.ts';
import { settledWithin, within } from './deadline.ts';
import type { Encounter } from './encounter.ts';
import { askHelpdesk, type HelpdeskEdge, isLate, isSecret } from './helpdesk-edge.ts';
import { accepted, type HttpAnswer, tokenRefused, tokenTaken } from './invoke-answers.ts';
import { type SignInFailure, signInFailures, type TokenExchange } from './read-sign-in.ts';
import type { Shown } from './render.ts';

type Refusal = Extract<HelpdeskReply, { kind: 'sign-in-refused' }>;

/** A refusal about the token itself; of the others, Teams need not know. */
const aboutToken: ReadonlySet<Refusal['because']> = new Set([
  'consent-missing',
  'step-up',
  'sign-in-expired',
  'not-understood',
]);

/**
 * The command that waited for the token is run, once: every open client of the operator sends a token with the same id, and the intent can be taken
 * only by the first. The token lives as long as this turn.
 */
export async function answerToken(
  exchange: TokenExchange,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<HttpAnswer> {
  const { deps, later, finished } = encounter;
  const progress: Progress = { cardId: undefined, command: undefined };
  const running = within(deps.patience.act, run(exchange, progress, edge, encounter));
  const show = (reply: Shown['reply']) => showResult({ reply }, progress.cardId, encounter);
  const fail = async () => {
    if (progress.command) finished(progress.command, 'failed');
    await show({ kind: 'something-went-wrong' });
  };
  const early = await settledWithin(deps.patience.invoke, running).catch((error: unknown) => {
    later(() => Promise.reject(error), fail);
    return { value: undefined };
  });
  if (!early) {
    later(async () => {
      const reply = await running;
      if (progress.command) finished(progress.command, 'late');
      if (reply) await show(reply);
    }, fail);
    return tokenTaken(exchange);
  }
  const reply = early.value;
  if (!reply) return tokenTaken(exchange);
  if (progress.command) finished(progress.command, 'answered');
  later(() => show(reply));
  const isRefused = reply.kind === 'sign-in-refused' && aboutToken.has(reply.because);
  return isRefused ? tokenRefused(exchange, reply.because) : tokenTaken(exchange);
}

type Taken = NonNullable<Awaited<ReturnType<HelpdeskEdge['intents']['take']>>>;
/** What is known of the command so far: for the card, should the rest fail. */
type Progress = { cardId: string | undefined; command: Taken['command']['kind'] | undefined };

/** Undefined: another client was first, or nothing waits for this token. */
async function run(
  { id, token }: TokenExchange,
  progress: Progress,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<Shown['reply'] | undefined> {
  const taken = await edge.intents.take(id, encounter.user, edge.now());
  if (!taken) return undefined;
  const { command, cardId } = taken;
  progress.cardId = cardId;
  progress.command = command.kind;
  const particulars = { assertion: token, ...(cardId && { cardId }) };
  return shownAs(await askHelpdesk(command, particulars, edge, encounter));
}

function shownAs(answer: HelpdeskAnswer): Shown['reply'] {
  if (isSecret(answer)) throw new TypeError('A TAP came without having been asked for');
  // Asked again with the token in hand, it would be asked for ever.
  return answer.reply.kind === 'sign-in' ? { kind: 'sign-in-refused', because: 'sign-in-expired' } : answer.reply;
}

/** After typed words there is no card to edit. */
async function showResult(shown: Shown, cardId: string | undefined, { contact, deps }: Encounter): Promise<void> {
  const chat = deps.outbox.chatWith(contact);
  const isEdited = cardId !== undefined && !isLate(shown.reply) && (await chat.edit(cardId, shown));
  if (!isEdited) await chat.send(shown);
}

/** Which intent it was for is not said: the result is a card of its own, with the code for whoever can put it right. */
export async function answerSignInFailure(
  code: SignInFailure,
  edge: HelpdeskEdge,
  { user, contact, deps, later }: Encounter,
): Promise<HttpAnswer> {
  // Nobody else was ever asked to sign in.
  if (!(await edge.isOperator(user))) return accepted;
  deps.log.warn({ code }, 'Teams could not sign an operator in');
  const reply = { kind: 'sign-in-refused', because: signInFailures[code], requestId: code } as const;
  later(async () => {
    await deps.outbox.chatWith(contact).send({ reply });
  });
  return accepted;
}
