import { parseVersion } from '../passkeys/version.ts';
import { assess, baselineOf } from './assess.ts';
import { look, registered } from './check-registration.ts';
import type { Guide } from './enrollment.ts';
import type { RouteName, Screen, Warning } from './reply.ts';
import { go, type Outcome, type Scene, stay } from './scene.ts';
import { type Situation, stepsFor } from './steps.ts';

type Offer = Extract<Screen, { kind: 'offer' }>;
type OneStep = Extract<Screen, { kind: 'one-step' }>;

/** "Start", or "use my computer": shows the steps and begins to watch for the new passkey. */
export async function startWalk(scene: Scene, route?: RouteName): Promise<Outcome> {
  const { enrollment, ports, turn } = scene;
  const screen = enrollment?.screen;
  if (screen?.kind !== 'offer') return stay;
  const guide = guideOf(screen, route ?? screen.route);

  // Between the offer and "Start" the passkey may have come already, from another window or another day.
  const found = await look(enrollment ?? { user: turn.user }, ports);
  if (found.known && found.value) return go(registered(found.value, { guide }, ports.settings.goal), { guide });
  const baseline =
    enrollment?.baseline ?? baselineOf({ methods: { known: false, because: 'unavailable' } }, ports.now());
  return go(stepsScreen(guide), { guide, baseline, watch: true });
}

/** Another way to the same passkey: on the phone alone, or from a computer with a QR code. */
export async function changeRoute(route: 'in-authenticator' | 'cross-device', scene: Scene): Promise<Outcome> {
  const { enrollment } = scene;
  if (enrollment?.screen.kind === 'offer') return startWalk(scene, route);
  const guide = enrollment?.guide;
  if (!guide) return assess(scene, enrollment?.answers ?? {});
  if (route === 'cross-device' && !guide.canUseComputer) return go(stepsScreen(guide));
  const changed = { ...guide, situation: { ...guide.situation, route } };
  return go(stepsScreen(changed), { guide: changed, watch: true });
}

export function showSteps({ enrollment }: Scene): Outcome {
  const guide = enrollment?.guide;
  return guide ? go(stepsScreen(guide), { watch: true }) : stay;
}

export function oneAtATime({ enrollment }: Scene): Outcome {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'steps') return stay;
  const { route, phone, computer, steps } = screen;
  return go({ kind: 'one-step', route, phone, ...(computer && { computer }), steps, index: 0 });
}

/** `by` 1: next, -1: back. The ends are walls. */
export function turnPage(by: 1 | -1, { enrollment }: Scene): Outcome {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'one-step') return stay;
  const index = screen.index + by;
  return index < 0 || index >= screen.steps.length ? stay : go({ ...screen, index } satisfies OneStep);
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
    route: route === 'cross-device' && !canUseComputer ? offer.route : route,
    platform: phone.platform,
    ...(os !== undefined && { os }),
    ...(phone.maker && { maker: phone.maker }),
    app: has('old-app') ? 'old' : has('install-app') || has('authenticator-lite') ? 'missing' : 'there',
    hasWorkProfile: has('work-profile'),
    isCompanyManaged: has('company-managed'),
    ...(computer && { computer }),
  };
  return { situation, phone, canUseComputer };
}
