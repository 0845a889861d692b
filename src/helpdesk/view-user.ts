import type { Enrollment } from '../enrollment/enrollment.ts';
import type { KnownFact, Notice } from '../enrollment/reply.ts';
import type { Check } from '../passkeys/check.ts';
import type { Facts } from '../passkeys/facts.ts';
import { evaluateReadiness } from '../passkeys/readiness.ts';
import { carryOn } from './carry-on.ts';
import type { QueuedRequest } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import { nameIn } from './request-view.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';
import { showHolder, withRequest } from './work-requests.ts';

type Shown = HelpdeskReply | Notice;

/**
 * Membership in the operators' group is enough: nothing is changed, it is no more than the bot itself knows, and the user is told. A directory role
 * would keep out those who help with the guide and issue no passes.
 *
 * What the user sees and what is read about them, for the operator who has their request, and for as long as it is open.
 */
export async function viewUser(number: number, scene: HelpdeskScene): Promise<Shown> {
  return withRequest(number, scene, async (request) => {
    const { turn, ports } = scene;
    const { user, claimedBy } = request;
    if (claimedBy !== turn.user || user === turn.user) return showHolder(request, scene);
    const names = await ports.subjects.namesOf([user, turn.user]);
    const operatorName = nameIn(names, turn.user);
    // Nobody is told that somebody without a name looked.
    if (!operatorName) return { kind: 'could-not-read', because: 'unavailable' };

    // Written down before it is shown.
    await record('card-viewed', request, {}, scene);
    const [enrollment, facts] = await Promise.all([ports.enrollments.load(user), ports.directory.factsAbout(user)]);
    const isTold = await tellUser(request, operatorName, scene);
    return {
      kind: 'user-view',
      number,
      name: nameIn(names, user) ?? '',
      ...(enrollment && { screen: enrollment.screen }),
      facts: knownFacts(facts, enrollment, ports),
      ...(!isTold && { isUntold: true }),
    };
  });
}

function knownFacts(facts: Facts, enrollment: Enrollment | undefined, { now }: HelpdeskPorts): readonly KnownFact[] {
  const { phone, hasNoPhone } = enrollment?.answers ?? {};
  // The goal decides where the guide leads; of the facts it changes none.
  const told = { ...(phone && { toldPhone: phone }), ...(hasNoPhone && { hasNoPhone: true as const }) };
  return evaluateReadiness(facts, { goal: 'any', now: now(), ...told }).checks.map(knownFact);
}

function knownFact({ id, result, value, source, at }: Check): KnownFact {
  return { what: id, result, source, ...(value && { value }), ...(at && { at: at.toISOString() }) };
}

/** Also who stopped messages. Who cannot be reached was not told: that stays in the audit. */
async function tellUser(request: QueuedRequest, operatorName: string, scene: HelpdeskScene): Promise<boolean> {
  const { ports } = scene;
  const { number, user } = request;
  const reply = { kind: 'your-card-was-viewed', operatorName, number } as const;
  const cardId = await carryOn('tell who was looked at', () => ports.messenger.send(user, reply), ports);
  if (cardId !== undefined) return true;
  await record('alarm', request, { because: 'subject-unreachable' }, scene);
  return false;
}

async function record(
  event: 'card-viewed' | 'alarm',
  { number, user }: QueuedRequest,
  details: Readonly<Record<string, string>>,
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  const entry = { at: ports.now(), event, actor: turn.user, subject: user, details: { request: number, ...details } };
  await ports.audit.append(entry);
}
