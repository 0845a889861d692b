import type { Diagnosis, RequestAbout } from '../helpdesk/request.ts';
import { readinessNow } from './assess.ts';
import { look } from './check-registration.ts';
import type { Enrollment } from './enrollment.ts';
import type { Screen } from './reply.ts';
import { go, type Outcome, type Scene, stay } from './scene.ts';
import { requestView } from './views.ts';

/** Stores a request with the diagnosis; asked twice, it is the same request. */
export async function askHelpDesk(about: RequestAbout, scene: Scene): Promise<Outcome> {
  const { turn, ports } = scene;
  const request = await ports.requests.open(turn.user, about, await diagnose(scene));
  return go({ kind: 'requested', request: requestView(request) });
}

/** "Ask the help desk": what about, the screen tells. */
export function askAboutScreen(scene: Scene): Promise<Outcome> {
  return askHelpDesk(aboutOf(scene.enrollment?.screen), scene);
}

function aboutOf(screen: Screen | undefined): RequestAbout {
  switch (screen?.kind) {
    case 'no-phone':
    case 'second-way':
      return screen.securityKeyAllowed ? 'security-key' : 'human';
    case 'lost-phone':
    case 'another-way':
      return 'lost-phone';
    case 'needs-tap':
      return 'tap';
    case 'requested':
      return screen.request.about;
    default:
      return 'human';
  }
}

/** "This wasn't me": may be an attack on the account, so it is taken on any screen. */
export async function reportNotMe(scene: Scene): Promise<Outcome> {
  const { turn, ports } = scene;
  const passkey = await passkeyInQuestion(scene);
  const diagnosis = { ...(await diagnose(scene)), ...(passkey && { passkey }) };
  const request = await ports.requests.open(turn.user, 'not-me', diagnosis);
  ports.log.warn({ user: turn.user, request: request.number }, 'A user reports a passkey that is not theirs');
  return go({ kind: 'not-me-reported', request: requestView(request) });
}

export async function cancelRequest(number: number, { turn, ports }: Scene): Promise<Outcome> {
  const isCancelled = await ports.requests.cancel(turn.user, number);
  return isCancelled ? go({ kind: 'request-cancelled', number }) : stay;
}

async function passkeyInQuestion({ enrollment, ports }: Scene): Promise<string | undefined> {
  const screen = enrollment?.screen;
  if (screen?.kind === 'registered') return screen.passkey.id;
  if (screen?.kind === 'already-done' && screen.passkeys.length === 1) return screen.passkeys[0]?.id;
  if (!enrollment?.baseline) return undefined;
  const found = await look(enrollment, ports);
  return found.known ? found.value?.id : undefined;
}

/** Where the user stands, in ids and versions. A reading that fails leaves the request without it. */
async function diagnose(scene: Scene): Promise<Diagnosis> {
  const { turn, ports, enrollment } = scene;
  const { checks, phone } = readinessNow(await ports.directory.factsAbout(turn.user), scene);
  const values = Object.fromEntries(checks.map(({ id, value }) => [id, value]));
  const platform = enrollment?.guide?.situation.platform ?? phone?.platform;
  return {
    ...whereInGuide(enrollment),
    ...(platform && { platform }),
    ...(values['os-version'] && { osVersion: values['os-version'] }),
    ...(values['app-version'] && { appVersion: values['app-version'] }),
    checks: Object.fromEntries(checks.map(({ id, result }) => [id, result])),
  };
}

function whereInGuide(enrollment: Enrollment | undefined): Diagnosis {
  if (!enrollment) return {};
  const { screen, guide } = enrollment;
  const step = screen.kind === 'one-step' ? screen.steps[screen.index] : undefined;
  const symptom = screen.kind === 'symptom' || screen.kind === 'still-stuck' ? screen.symptom : undefined;
  return {
    screen: screen.kind,
    ...(guide && { route: guide.situation.route }),
    ...(step && { step }),
    ...(symptom && { symptom }),
  };
}
