import { aboutSecurityKeys, helpSignIn } from './answer-questions.ts';
import { askAboutScreen, askHelpDesk, cancelRequest, reportNotMe } from './ask-help-desk.ts';
import { assess, chooseAnotherPhone, isReplacing } from './assess.ts';
import { checkOrphan } from './check-registration.ts';
import type { Command } from './command.ts';
import { negative, positive } from './context.ts';
import { type Enrollment, walkUnderWay } from './enrollment.ts';
import { offerSymptoms, showSymptom, troubleshoot } from './get-unstuck.ts';
import { comeBack, pause, resume } from './pause-and-resume.ts';
import { askWhatHappened, recoverPhone } from './recover-phone.ts';
import { remindTomorrow } from './remind-user.ts';
import type { Screen } from './reply.ts';
import { isOn, type Outcome, type Scene, say, stay } from './scene.ts';
import { askToDelete, deleteMyData, showMyData } from './show-my-data.ts';
import { askOsAgain, pickPhone, tellOs, usePhone } from './tell-phone.ts';
import { postpone, tellDidNotWork, tellDone, tellStillStuck, tellWorked } from './tell-result.ts';
import { secondWay, tryIt, withoutBluetooth } from './test-sign-in.ts';
import { changeRoute, oneAtATime, showSteps, startWalk, turnPage } from './walk-through-steps.ts';

type Act<Kind extends Command['kind']> = (
  command: Extract<Command, { kind: Kind }>,
  scene: Scene,
) => Outcome | Promise<Outcome>;

/** A command that does not belong to the current screen shows that screen: old cards and forged data do nothing. */
const acts: { readonly [Kind in Command['kind']]: Act<Kind> } = {
  'set-up-passkey': (_command, scene) => setUp(scene),
  resume: (_command, scene) => resume(scene),
  status: (_command, scene) => showStatus(scene),
  'start-over': (_command, scene) => assess(scene, {}),
  pause: (_command, scene) => pause(scene),
  help: () => say({ kind: 'help' }),
  greeting: () => say({ kind: 'welcome' }),
  thanks: () => say({ kind: 'you-are-welcome' }),
  'about-passkeys': () => say({ kind: 'about-passkeys' }),
  'is-it-genuine': () => say({ kind: 'is-it-genuine' }),
  'security-key': (_command, scene) => aboutSecurityKeys(scene),
  'remove-passkey': () => say({ kind: 'remove-passkey' }),
  'sign-in-help': (_command, scene) => helpSignIn(scene),
  'what-you-know': (_command, scene) => showMyData(scene),
  'delete-my-data': (_command, scene) => askToDelete(scene),
  'confirm-delete': (_command, scene) => deleteMyData(scene),
  'stop-messages': async (_command, { turn, ports }) => {
    await ports.preferences.stopMessages(turn.user);
    return say({ kind: 'messages-stopped' });
  },
  'which-one': ({ intents }) => say({ kind: 'which-one', intents }),
  picture: () => say({ kind: 'cannot-see-pictures' }),
  refresh: () => stay,
  yes: (_command, scene) => inContext(positive(scene.enrollment?.screen), scene),
  no: (_command, scene) => inContext(negative(scene.enrollment?.screen), scene),
  unknown: () => say({ kind: 'not-understood' }),

  start: (_command, scene) => start(scene),
  'different-phone': (_command, scene) => chooseAnotherPhone(scene),
  'pick-phone': ({ phone }, scene) => pickPhone(phone, scene),
  'use-phone': ({ index }, scene) => usePhone(index, scene),
  'tell-os': ({ version }, scene) => tellOs(version, scene),
  'updated-os': (_command, scene) => askOsAgain(scene),
  'use-computer': (_command, scene) => changeRoute('cross-device', scene),
  'on-the-phone': (_command, scene) => changeRoute('in-authenticator', scene),
  'one-at-a-time': (_command, scene) => oneAtATime(scene),
  'all-steps': (_command, scene) => showSteps(scene),
  'show-steps': (_command, scene) => showSteps(scene),
  next: (_command, scene) => turnPage(1, scene),
  back: (_command, scene) => turnPage(-1, scene),
  done: (_command, scene) => tellDone(scene),
  orphan: ({ where }, scene) => checkOrphan(where, scene),

  stuck: (_command, scene) => offerSymptoms(scene),
  symptom: ({ symptom }) => showSymptom(symptom),
  troubleshoot: ({ text, symptom }, scene) => troubleshoot(scene, text, symptom),
  helped: (_command, scene) => tellWorked(scene),
  'still-stuck': (_command, scene) => tellStillStuck(scene),

  'try-it': ({ how }, scene) => tryIt(how, scene),
  worked: (_command, scene) => tellWorked(scene),
  'did-not-work': (_command, scene) => tellDidNotWork(scene),
  later: (_command, scene) => postpone(scene),
  'no-bluetooth': (_command, scene) => withoutBluetooth(scene),
  'second-way': (_command, scene) => secondWay(scene),
  'not-me': (_command, scene) => reportNotMe(scene),

  'lost-phone': (_command, scene) => askWhatHappened(scene),
  'lost-how': ({ what }, scene) => recoverPhone(what, scene),
  'request-tap': (_command, scene) => askHelpDesk('tap', scene),
  'talk-to-human': (_command, scene) => askHelpDesk('human', scene),
  'ask-help-desk': (_command, scene) => askAboutScreen(scene),
  'cancel-request': ({ number }, scene) => cancelRequest(number, scene),
  'remind-tomorrow': (_command, scene) => remindTomorrow(scene),
};

export async function act<Kind extends Command['kind']>(
  command: Extract<Command, { kind: Kind }>,
  scene: Scene,
): Promise<Outcome> {
  const kind: Kind = command.kind;
  return acts[kind](command, scene);
}

/** Asking again in the middle goes on in the middle; "start over" is what starts over. */
function setUp(scene: Scene): Promise<Outcome> | Outcome {
  const { enrollment } = scene;
  if (isReplacing(scene)) return chooseAnotherPhone(scene);
  if (isInTheMiddle(enrollment)) return enrollment?.screen.kind === 'paused' ? resume(scene) : stay;
  return assess(scene, {});
}

function isInTheMiddle(enrollment: Enrollment | undefined): boolean {
  const middle: readonly (Screen['kind'] | undefined)[] = [
    'steps',
    'one-step',
    'stuck',
    'symptom',
    'still-stuck',
    'not-yet',
    'orphan',
    'no-bluetooth',
    'paused',
  ];
  return walkUnderWay(enrollment) !== undefined && middle.includes(enrollment?.screen.kind);
}

function showStatus(scene: Scene): Promise<Outcome> | Outcome {
  if (!scene.enrollment) return assess(scene, {});
  return isOn(scene, 'confirm-delete') ? comeBack(scene) : stay;
}

/** "It worked", "nope", a thumbs-up: the answer to what the screen asks. */
function inContext(command: Command | undefined, scene: Scene): Promise<Outcome> | Outcome {
  return command ? act(command, scene) : stay;
}

function start(scene: Scene): Promise<Outcome> | Outcome {
  if (isOn(scene, 'offer')) return startWalk(scene);
  if (isOn(scene, 'already-done', 'registered')) return assess(scene, { wantsAnother: true });
  if (isReplacing(scene)) return chooseAnotherPhone(scene);
  if (isOn(scene, 'paused', 'request-cancelled')) return resume(scene);
  return !scene.enrollment || isOn(scene, 'all-set', 'glad-it-helped') ? assess(scene, {}) : stay;
}
