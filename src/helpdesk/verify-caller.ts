import type { Notice } from '../enrollment/reply.ts';
import { changeCase, saveCase, show, showAgain, withUnfrozenCase } from './act-on-case.ts';
import { matchOver } from './answer-match.ts';
import { decisionLifetime, type Match, matchLifetime, mostMatchesADay, type TapCase } from './case.ts';
import type { HelpdeskCommand } from './command.ts';
import { day } from './limits.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';
import { isSecondOver, withoutSecond } from './second-question.ts';
import { stripUnseen } from './suspicious-text.ts';
import { validManager } from './verification.ts';

type Shown = HelpdeskReply | Notice;

/** Characters kept of what an operator or a manager writes. */
const longestTicket = 100;
export const longestNote = 500;

/** A card to the subject. The operator sees the digits only once the subject has opened it, so nobody reads them out to a stranger's silence. */
export async function sendMatch(id: string, scene: HelpdeskScene): Promise<Shown> {
  return withUnfrozenCase(id, scene, async (one) => {
    const isUnderWay = one.match && ['sent', 'opened', 'matched'].includes(one.match.state);
    if (isUnderWay) return show(one, scene);
    if ((await matchesToday(one, scene)) >= mostMatchesADay) return show(one, scene, 'no-more-matches');

    const match = newMatch(scene);
    const saved = await changeCase(one, { match }, { event: 'match-sent' }, scene);
    if (!saved) return showAgain(id, scene);
    // The timer of the earlier one may find only this one.
    if (one.match?.cardId) await scene.ports.messenger.edit(one.subject, one.match.cardId, matchOver(one.match));
    // Counted again with our own: two operators at the same moment would both have seen one card too few.
    if ((await matchesToday(one, scene)) > mostMatchesADay) return withdraw(saved, match, 'no-more-matches', scene);

    const { timers, messenger } = scene.ports;
    await timers.at(new Date(match.expiresAt), { kind: 'expire-match', case: id });
    const { expiresAt } = match;
    const card = { kind: 'match-card', match: match.id, operatorName: one.operatorName, expiresAt } as const;
    const cardId = await messenger.send(one.subject, card);
    if (!cardId) return withdraw(saved, match, 'cannot-reach', scene);
    // Where the subject was faster and has opened it, their press tells which message it is.
    const noted = await saveCase(saved, { match: { ...match, cardId } }, scene);
    return noted ? show(noted, scene) : showAgain(id, scene);
  });
}

function newMatch({ ports }: HelpdeskScene): Match {
  const expiresAt = new Date(ports.now().getTime() + matchLifetime * 60_000).toISOString();
  return { id: ports.newId(), digits: String(ports.randomInt(100)).padStart(2, '0'), state: 'sent', expiresAt };
}

async function matchesToday({ subject }: TapCase, { ports }: HelpdeskScene): Promise<number> {
  return ports.cases.matchesSince(new Date(ports.now().getTime() - day), subject);
}

async function withdraw(
  one: TapCase,
  match: Match,
  problem: 'no-more-matches' | 'cannot-reach',
  scene: HelpdeskScene,
): Promise<Shown> {
  const note = { event: 'match-failed', details: { because: problem } } as const;
  const isUndelivered = problem === 'cannot-reach' && ({ isUndelivered: true } as const);
  const over = { ...match, state: 'expired', ...isUndelivered } as const;
  const saved = await changeCase(one, { match: over }, note, scene);
  return saved ? show(saved, scene, problem) : showAgain(one.id, scene);
}

/** The manager is read anew: one who was set since the pre-flight is not asked. */
export async function askManager(id: string, scene: HelpdeskScene): Promise<Shown> {
  return withUnfrozenCase(id, scene, async (one) => {
    const { ports } = scene;
    const state = one.manager?.state;
    if (state === 'refused') return show(one, scene, 'already-refused');
    if (state === 'asked' || state === 'approved') return show(one, scene);
    const manager = validManager(await ports.subjects.factsAbout(one.subject), one.operator);
    if (!manager || manager.id !== one.preflight.manager?.id) return withoutManager(one, scene);

    const expiresAt = new Date(ports.now().getTime() + decisionLifetime * 60_000).toISOString();
    const decision = { id: ports.newId(), by: manager.id, state: 'asked', expiresAt } as const;
    const note = { event: 'manager-asked', details: { manager: manager.id } } as const;
    const saved = await changeCase(one, { manager: decision }, note, scene);
    if (!saved) return showAgain(id, scene);
    const { name } = one.preflight;
    const question = { kind: 'manager-question', decision: decision.id, name, expiresAt } as const;
    const isSent = await ports.messenger.send(manager.id, { ...question, operatorName: one.operatorName });
    if (isSent) return show(saved, scene);
    const unreached = { event: 'manager-asked', details: { manager: manager.id, because: 'cannot-reach' } } as const;
    const after = await changeCase(saved, { manager: { ...decision, state: 'expired' } }, unreached, scene);
    return after ? show(after, scene, 'cannot-reach') : showAgain(id, scene);
  });
}

async function withoutManager(one: TapCase, scene: HelpdeskScene): Promise<Shown> {
  const { manager: _dropped, ...preflight } = one.preflight;
  const note = { event: 'refused', details: { because: 'no-valid-manager' } } as const;
  const saved = await changeCase(withoutSecond(one), { preflight }, note, scene);
  return saved ? show(saved, scene, 'no-valid-manager') : showAgain(one.id, scene);
}

/** What the operator vouches for under their own name: there is no such thing without a ticket and a note. */
export async function recordVerification(
  { case: id, method, ...words }: Extract<HelpdeskCommand, { kind: 'record-verification' }>,
  scene: HelpdeskScene,
): Promise<Shown> {
  return withUnfrozenCase(id, scene, async (one) => {
    const ticket = stripUnseen(words.ticket).slice(0, longestTicket);
    const note = stripUnseen(words.note).slice(0, longestNote);
    if (!ticket || !note) return show(one, scene, 'incomplete');

    const recorded = { kind: 'recorded', at: scene.ports.now().toISOString(), method, ticket, note } as const;
    const verifications = [...one.verifications.filter(({ kind }) => kind !== 'recorded'), recorded];
    const entry = { event: 'recorded', details: { method, ticket, note } } as const;
    const again = isSecondOver(one) ? 'ask-second-again' : undefined;
    const saved = await changeCase(withoutSecond(one), { verifications }, entry, scene);
    return saved ? show(saved, scene, again) : showAgain(id, scene);
  });
}
