import type { Facts } from '../passkeys/facts.ts';
import { passkeysIn } from '../passkeys/methods.ts';
import { type Circumstances, evaluateReadiness, type Readiness } from '../passkeys/readiness.ts';
import type { Answers, Baseline } from './enrollment.ts';
import { askPhone, firstScreen } from './first-screen.ts';
import type { Notice } from './reply.ts';
import { go, type Outcome, type Scene, type Settings, say } from './scene.ts';
import type { Turn } from './turn.ts';
import { requestView } from './views.ts';

/** Reads the facts and shows where this user begins. */
export async function assess(scene: Scene, answers: Answers): Promise<Outcome> {
  const { turn, ports } = scene;
  const facts = await ports.directory.factsAbout(turn.user);
  const obstacle = whyNothingIsKnown(facts) ?? outsidePilot(facts, ports.settings);
  if (obstacle) return say(obstacle);

  const now = ports.now();
  const readiness = evaluateReadiness(facts, circumstances(turn, answers, ports.settings, now));
  const tapRequest = readiness.verdict.kind === 'needs-tap' ? await openTapRequest(scene) : undefined;
  const screen = firstScreen(readiness, { facts, client: turn.client, now, ...(tapRequest && { tapRequest }) });
  return go(screen, { answers, baseline: baselineOf(facts, now) });
}

/** "Different phone": the ones on record, and every other kind. Who asks for it wants a passkey there, too. */
export async function chooseAnotherPhone({ turn, ports }: Scene): Promise<Outcome> {
  const facts = await ports.directory.factsAbout(turn.user);
  const now = ports.now();
  const answers: Answers = { wantsAnother: true };
  const readiness = evaluateReadiness(facts, circumstances(turn, answers, ports.settings, now));
  return go(askPhone(readiness, now), { answers, baseline: baselineOf(facts, now) });
}

export function readinessNow(facts: Facts, { turn, enrollment, ports }: Scene): Readiness {
  return evaluateReadiness(facts, circumstances(turn, enrollment?.answers ?? {}, ports.settings, ports.now()));
}

export function baselineOf(facts: Pick<Facts, 'methods'>, now: Date): Baseline {
  const at = now.toISOString();
  return facts.methods.known ? { at, passkeyIds: passkeysIn(facts).map(({ id }) => id) } : { at };
}

/** Undefined for those inside. A membership that could not be read is neither yes nor no. */
function outsidePilot({ memberOf }: Facts, { audience }: Settings): Notice | undefined {
  if (audience === undefined) return undefined;
  if (!memberOf.known) return { kind: 'could-not-read', because: memberOf.because };
  return memberOf.value.has(audience) ? undefined : { kind: 'not-in-pilot' };
}

/** Without account, methods and policy there is nothing to guide by; less than that is asked or left open. */
function whyNothingIsKnown({ account, methods, passkeyPolicy }: Facts): Notice | undefined {
  if (account.known || methods.known || passkeyPolicy.known) return undefined;
  return { kind: 'could-not-read', because: methods.because };
}

function circumstances({ client }: Turn, answers: Answers, { goal }: Settings, now: Date): Circumstances {
  const writesFrom = client.platform === 'ios' || client.platform === 'android' ? client.platform : undefined;
  return {
    goal,
    now,
    ...(writesFrom && { writesFrom }),
    ...(answers.phone && { toldPhone: answers.phone }),
    ...(answers.hasNoPhone && { hasNoPhone: true }),
    ...(answers.wantsAnother && { wantsAnother: true }),
  };
}

async function openTapRequest({ turn, ports }: Scene) {
  const request = (await ports.requests.openOf(turn.user)).find(({ about }) => about === 'tap');
  return request && requestView(request);
}
