import type { DeviceRecord, Facts } from '../passkeys/facts.ts';
import { passkeysIn } from '../passkeys/methods.ts';
import { type Circumstances, evaluateReadiness, type Readiness } from '../passkeys/readiness.ts';
import { type Answers, type Baseline, walkUnderWay } from './enrollment.ts';
import { askedNow, askPhone, firstScreen } from './first-screen.ts';
import { newPasskey } from './new-passkey.ts';
import { registered } from './registered.ts';
import type { Notice } from './reply.ts';
import { go, isOn, type Outcome, type Scene, type Settings, say } from './scene.ts';
import type { Turn } from './turn.ts';
import { requestView } from './views.ts';

/** Reads the facts and shows where this user begins. */
export async function assess(scene: Scene, answers: Answers): Promise<Outcome> {
  const { turn, ports } = scene;
  const facts = await readFacts(scene, answers);
  const obstacle = whyNothingIsKnown(facts) ?? outsidePilot(facts, ports.settings);
  if (obstacle) return say(obstacle);

  const now = ports.now();
  const readiness = evaluateReadiness(facts, circumstances(turn, answers, ports.settings, now));
  // A passkey reported as somebody else's is not what the user came for.
  if (readiness.verdict.kind === 'done' && (await openRequest('not-me', scene)))
    return assess(scene, { ...answers, wantsAnother: true });
  // Nothing told yet: the card is the first that the user sees.
  const isFirst = Object.keys(answers).length === 0;
  const tapRequest = readiness.verdict.kind === 'needs-tap' ? await openRequest('tap', scene) : undefined;
  const { isNewPhone } = answers;
  const screen = firstScreen(readiness, {
    facts,
    client: turn.client,
    now,
    ...(tapRequest && { tapRequest: requestView(tapRequest) }),
    ...(isNewPhone && { isNewPhone }),
  });
  return go(isFirst ? askedNow(screen, now) : screen, { answers, baseline: baselineOf(facts, now), isFresh: true });
}

/** "Different phone": the ones on record, and every other kind. Who asks for it wants a passkey there, too. */
export async function chooseAnotherPhone(scene: Scene): Promise<Outcome> {
  const { turn, enrollment, ports } = scene;
  const answers: Answers = { wantsAnother: true, ...(isReplacing(scene) && { isNewPhone: true }) };
  const facts = await readFacts(scene, answers);
  const obstacle = whyNothingIsKnown(facts) ?? outsidePilot(facts, ports.settings);
  if (obstacle) return say(obstacle);

  // The phone before may have done it meanwhile; from now on that passkey would be an old one.
  const guide = walkUnderWay(enrollment);
  const found = guide && enrollment?.baseline && newPasskey(passkeysIn(facts), enrollment.baseline);
  if (found) {
    const { screen, ...finished } = registered(found, guide, ports.settings.goal);
    return go(screen, finished);
  }
  const now = ports.now();
  const readiness = evaluateReadiness(facts, circumstances(turn, answers, ports.settings, now));
  const question = askPhone(readiness);
  return go(enrollment ? question : askedNow(question, now), {
    answers,
    baseline: baselineOf(facts, now),
    isFresh: true,
  });
}

/** The phone on record is gone or on its way out, and a new one takes its place. */
export function isReplacing(scene: Scene): boolean {
  const screen = scene.enrollment?.screen;
  if (screen?.kind === 'requested') return screen.request.about === 'lost-phone';
  return isOn(scene, 'moving-phones', 'another-way');
}

export function readinessNow(facts: Facts, { turn, enrollment, ports }: Scene): Readiness {
  return evaluateReadiness(facts, circumstances(turn, enrollment?.answers ?? {}, ports.settings, ports.now()));
}

export function baselineOf(facts: Pick<Facts, 'methods'>, now: Date): Baseline {
  const at = now.toISOString();
  return facts.methods.known ? { at, passkeyIds: passkeysIn(facts).map(({ id }) => id) } : { at };
}

/** A new phone is not what the records tell of. */
async function readFacts({ turn, ports }: Scene, { isNewPhone }: Answers): Promise<Facts> {
  const facts = await ports.directory.factsAbout(turn.user);
  if (!isNewPhone) return facts;
  const { intuneDevices, entraDevices } = facts;
  return { ...facts, intuneDevices: withoutPhones(intuneDevices), entraDevices: withoutPhones(entraDevices) };
}

function withoutPhones(devices: Facts['intuneDevices']): Facts['intuneDevices'] {
  const isPhone = ({ platform }: DeviceRecord) => platform === 'ios' || platform === 'android';
  return devices.known ? { known: true, value: devices.value.filter((device) => !isPhone(device)) } : devices;
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

async function openRequest(about: 'tap' | 'not-me', { turn, ports }: Scene) {
  return (await ports.requests.openOf(turn.user)).find((request) => request.about === about);
}
