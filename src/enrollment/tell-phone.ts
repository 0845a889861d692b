import { assess } from './assess.ts';
import type { PhoneChoice } from './command.ts';
import type { Answers } from './enrollment.ts';
import { askOs } from './first-screen.ts';
import { go, isOn, type Outcome, type Scene, stay } from './scene.ts';

export function pickPhone(choice: PhoneChoice, scene: Scene): Promise<Outcome> | Outcome {
  // "I have no smartphone" is said before anybody asks which one.
  if (!isOn(scene, 'ask-phone') && choice !== 'none') return stay;
  const { wantsAnother, isNewPhone } = scene.enrollment?.answers ?? {};
  return assess(scene, {
    ...phoneAnswer(choice),
    ...(wantsAnother && { wantsAnother }),
    ...(isNewPhone && { isNewPhone }),
  });
}

function phoneAnswer(choice: PhoneChoice): Answers {
  switch (choice) {
    case 'iphone':
      return { phone: { platform: 'ios', maker: 'apple' } };
    case 'samsung':
      return { phone: { platform: 'android', maker: 'samsung' } };
    case 'pixel':
      return { phone: { platform: 'android', maker: 'google' } };
    case 'other-android':
      return { phone: { platform: 'android', maker: 'other' } };
    case 'none':
      return { hasNoPhone: true };
  }
}

export function usePhone(index: number, scene: Scene): Promise<Outcome> | Outcome {
  const screen = scene.enrollment?.screen;
  const phone = screen?.kind === 'ask-phone' ? screen.phones[index] : undefined;
  if (!phone) return stay;
  const { platform, maker, name } = phone;
  const { wantsAnother } = scene.enrollment?.answers ?? {};
  return assess(scene, {
    phone: { platform, ...(maker && { maker }), ...(name && { name }) },
    ...(wantsAnother && { wantsAnother }),
  });
}

export function tellOs(version: string, scene: Scene): Promise<Outcome> | Outcome {
  const { enrollment } = scene;
  const screen = enrollment?.screen;
  if (screen?.kind !== 'ask-os') return stay;
  const { platform, maker } = screen;
  const phone = { platform, ...(maker && { maker }), ...enrollment?.answers.phone, osVersion: version };
  return assess(scene, { ...enrollment?.answers, phone });
}

/** "I've updated it": the record may lag behind, so the user tells. */
export function askOsAgain({ enrollment }: Scene): Outcome {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'update-os') return stay;
  const { platform, maker, name } = screen.phone;
  const phone = { platform, ...(maker && { maker }), ...(name && { name }) };
  const question = askOs({ platform, maker, os: undefined, seenAt: undefined });
  return go(question, { answers: { ...enrollment?.answers, phone } });
}
