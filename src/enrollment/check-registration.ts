import type { Known, Passkey, Unreadable } from '../passkeys/facts.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import { fits } from '../passkeys/methods.ts';
import { authenticatorPlatform } from '../passkeys/providers.ts';
import type { Enrollment } from './enrollment.ts';
import { newPasskey } from './new-passkey.ts';
import type { OrphanPlace, PhoneMaker, PhonePlatform, Screen } from './reply.ts';
import { go, type Outcome, type Ports, type Scene, stay } from './scene.ts';
import { passkeyView } from './views.ts';

/** "I'm done": looks at once instead of at the next look. */
export async function checkRegistration({ enrollment, ports }: Scene): Promise<Outcome> {
  if (!enrollment?.baseline) return stay;
  const found = await look(enrollment, ports);
  if (found.known && found.value) return go(registered(found.value, enrollment, ports.settings.goal));
  return go(notYet(enrollment, found.known ? undefined : found.because));
}

/** "It went to Samsung Pass": that may well be registered, so look before giving advice. */
export async function checkOrphan(where: OrphanPlace, { enrollment, ports }: Scene): Promise<Outcome> {
  const platform = platformOf(enrollment);
  if (!enrollment?.baseline) return go({ kind: 'orphan', where, platform });
  const found = await look(enrollment, ports);
  if (found.known && found.value) return go(registered(found.value, enrollment, ports.settings.goal));
  return go({ kind: 'orphan', where, platform });
}

/** The passkey that came since the start, as Microsoft Entra has it now. */
export async function look(
  { user, baseline }: Pick<Enrollment, 'user' | 'baseline'>,
  { directory }: Pick<Ports, 'directory'>,
): Promise<Known<Passkey | undefined>> {
  const methods = await directory.methodsOf(user);
  if (!methods.known) return methods;
  return { known: true, value: baseline && newPasskey(methods.value, baseline) };
}

export function registered(passkey: Passkey, { guide }: Pick<Enrollment, 'guide'>, goal: PasskeyGoal): Screen {
  const platform = authenticatorPlatform(passkey.aaguid) ?? guide?.situation.platform;
  return {
    kind: 'registered',
    passkey: passkeyView(passkey),
    fitsGoal: fits(passkey, goal),
    ...(platform && { platform }),
  };
}

export function platformOf(enrollment: Enrollment | undefined): PhonePlatform {
  return enrollment?.guide?.situation.platform ?? enrollment?.answers.phone?.platform ?? 'ios';
}

function notYet(enrollment: Enrollment, because: Unreadable | undefined): Screen {
  const maker: PhoneMaker | undefined = enrollment.guide?.situation.maker;
  return { kind: 'not-yet', platform: platformOf(enrollment), ...(maker && { maker }), ...(because && { because }) };
}
