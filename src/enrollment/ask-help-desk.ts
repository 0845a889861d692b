import type { Diagnosis, RequestAbout } from '../helpdesk/request.ts';
import { readinessNow } from './assess.ts';
import type { Enrollment } from './enrollment.ts';
import { go, type Outcome, type Scene, stay } from './scene.ts';
import { requestView } from './views.ts';

/** Longest text of a user's own that goes along with a request, in characters. */
const longestWords = 500;

/** Stores a request with the diagnosis; asked twice, it is the same request. */
export async function askHelpDesk(about: RequestAbout, scene: Scene, words?: string): Promise<Outcome> {
  const { turn, ports } = scene;
  const request = await ports.requests.open(turn.user, about, await diagnose(scene, words));
  return go({ kind: 'requested', request: requestView(request) });
}

/** "This wasn't me": may be an attack on the account. */
export async function reportNotMe(scene: Scene): Promise<Outcome> {
  const { turn, ports, enrollment } = scene;
  const screen = enrollment?.screen;
  if (screen?.kind !== 'registered') return stay;
  const diagnosis = { ...(await diagnose(scene)), passkey: screen.passkey.id };
  const request = await ports.requests.open(turn.user, 'not-me', diagnosis);
  ports.log.warn({ user: turn.user, request: request.number }, 'A user reports a passkey that is not theirs');
  return go({ kind: 'not-me-reported', request: requestView(request) });
}

export async function cancelRequest(number: number, { turn, ports }: Scene): Promise<Outcome> {
  const isCancelled = await ports.requests.cancel(turn.user, number);
  return isCancelled ? go({ kind: 'request-cancelled', number }) : stay;
}

/** Where the user stands, in ids and versions. A reading that fails leaves the request without it. */
async function diagnose(scene: Scene, words?: string): Promise<Diagnosis> {
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
    ...(words && { words: words.slice(0, longestWords) }),
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
