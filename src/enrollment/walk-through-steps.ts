import { fits, passkeysIn } from '../passkeys/methods.ts';
import { parseVersion } from '../passkeys/version.ts';
import { assess } from './assess.ts';
import { arrive, checkRegistration } from './check-registration.ts';
import { type Baseline, type Guide, isSigningIn, walkUnderWay } from './enrollment.ts';
import { newPasskey } from './new-passkey.ts';
import type { RouteName, Screen, Warning } from './reply.ts';
import { go, type Outcome, type Scene, stay } from './scene.ts';
import { type Situation, stepsFor } from './steps.ts';
import { tryHere, tryIt } from './test-sign-in.ts';
import { passkeyView } from './views.ts';

type Offer = Extract<Screen, { kind: 'offer' }>;
type OneStep = Extract<Screen, { kind: 'one-step' }>;

/** "Start", or "use my computer": shows the steps and begins to watch for the new passkey. */
export async function startWalk(scene: Scene, route?: RouteName): Promise<Outcome> {
  const { enrollment, ports, turn } = scene;
  const screen = enrollment?.screen;
  if (screen?.kind !== 'offer') return stay;

  // Between the offer and "Start" the passkey may have come already, from another window or another day.
  const methods = await ports.directory.methodsOf(turn.user);
  const known = enrollment?.baseline ?? { at: screen.askedAt };
  const found = methods.known ? newPasskey(methods.value, known) : undefined;
  if (found) return arrive(found, scene);
  const passkeys = passkeysIn({ methods });
  if (!known.passkeyIds && passkeys.length > 0 && !enrollment?.answers.wantsAnother) {
    const fitsGoal = passkeys.some((passkey) => fits(passkey, ports.settings.goal));
    const { platform } = screen.phone;
    return go({ kind: 'already-done', passkeys: passkeys.map(passkeyView), fitsGoal, platform });
  }
  const guide = guideOf(screen, route ?? screen.route);
  const baseline: Baseline = methods.known ? { ...known, passkeyIds: passkeys.map(({ id }) => id) } : known;
  return go(stepsScreen(guide), { guide, baseline, watch: true });
}

/** Another way to the same passkey: on the phone alone, or from a computer with a QR code. */
export async function changeRoute(route: 'in-authenticator' | 'cross-device', scene: Scene): Promise<Outcome> {
  const { enrollment } = scene;
  const screen = enrollment?.screen;
  if (screen?.kind === 'offer')
    return isQrRefused(route, screen.route, screen) ? go(qrRefused) : startWalk(scene, route);
  if (isSigningIn(enrollment)) return tryIt(route === 'cross-device' ? 'computer' : 'this-phone', scene);
  const guide = walkUnderWay(enrollment);
  if (!guide) return assess(scene, enrollment?.answers ?? {});
  const { situation } = guide;
  if (isQrRefused(route, situation.route, guide)) return go(qrRefused);
  const changed: Guide = { ...guide, situation: { ...situation, route: possible(route, situation.route, guide) } };
  return go(stepsScreen(changed), { guide: changed, watch: true });
}

/** The steps of the walk under way, or of the sign-in test; without either, where they begin. */
export function showSteps(scene: Scene): Promise<Outcome> | Outcome {
  const { enrollment } = scene;
  const guide = walkUnderWay(enrollment);
  if (guide) return go(stepsScreen(guide), { watch: true });
  if (isSigningIn(enrollment)) return tryHere(scene);
  return enrollment ? assess(scene, enrollment.answers) : stay;
}

export function oneAtATime({ enrollment }: Scene): Outcome {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'steps') return stay;
  const { route, phone, computer, steps } = screen;
  return go({ kind: 'one-step', route, phone, ...(computer && { computer }), steps, index: 0 });
}

/** `by` 1: next, -1: back. After the last step comes "done". */
export function turnPage(by: 1 | -1, scene: Scene): Promise<Outcome> | Outcome {
  const screen = scene.enrollment?.screen;
  if (screen?.kind !== 'one-step') return stay;
  const index = screen.index + by;
  if (index >= screen.steps.length) return checkRegistration(scene);
  return index < 0 ? stay : go({ ...screen, index } satisfies OneStep);
}

export function stepsScreen({ situation, phone, canUseComputer }: Guide): Screen {
  const { route, computer } = situation;
  return { kind: 'steps', route, phone, ...(computer && { computer }), steps: stepsFor(situation), canUseComputer };
}

function guideOf(offer: Offer, route: RouteName): Guide {
  const { phone, computer, canUseComputer, warnings } = offer;
  const has = (kind: Warning['kind']) => warnings.some((warning) => warning.kind === kind);
  const os = parseVersion(phone.osVersion)?.[0];
  const situation: Situation = {
    route: possible(route, offer.route, offer),
    platform: phone.platform,
    ...(os !== undefined && { os }),
    ...(phone.maker && { maker: phone.maker }),
    app: has('old-app')
      ? 'old'
      : has('install-app') || has('authenticator-lite') || has('new-phone')
        ? 'missing'
        : 'there',
    hasWorkProfile: has('work-profile'),
    isCompanyManaged: has('company-managed'),
    ...(computer && { computer }),
  };
  return { situation, phone, canUseComputer };
}

const qrRefused: Screen = { kind: 'symptom', symptom: 'qr_way_refused' };

function isQrRefused(
  wanted: RouteName,
  present: RouteName,
  { canUseComputer }: Pick<Guide, 'canUseComputer'>,
): boolean {
  return wanted === 'cross-device' && present === 'in-authenticator' && !canUseComputer;
}

/** A synced passkey is proposed where Authenticator is not possible, and a QR code not everywhere. */
function possible(wanted: RouteName, present: RouteName, { canUseComputer }: Pick<Guide, 'canUseComputer'>): RouteName {
  return present === 'synced' || (wanted === 'cross-device' && !canUseComputer) ? present : wanted;
}
