import type { PhoneView, RouteName } from '../../enrollment/reply.ts';
import { pictureOf, type StepId } from '../../enrollment/steps.ts';
import { phoneWord } from '../phone-words.ts';
import type { Text } from '../text.ts';
import type { ReplyOf, View } from '../view.ts';
import type { Words } from '../words.ts';

export function stepsView(reply: ReplyOf<'steps'>, text: Text): View {
  const { phone, route, steps } = reply;
  const values = { count: steps.length, phone: phoneWord(text, phone) };
  return {
    layout: 'steps',
    title: text.say(`reply.steps.title.${route === 'cross-device' ? route : 'phone'}`, values),
    summary: text.say('reply.steps.summary', values),
    steps: steps.map((step) => stepWords(step, phone, text)),
    notes: [
      ...hints(route, phone, steps).map((hint) => text.say(`reply.steps.${hint}`)),
      text.say('reply.steps.i-notice'),
    ],
  };
}

export function oneStepView(reply: ReplyOf<'one-step'>, text: Text): View {
  const { phone, steps } = reply;
  const index = Math.min(Math.max(reply.index, 0), steps.length - 1);
  const step = steps[index];
  const at = { at: index + 1, of: steps.length };
  const picture = step && pictureOf(step);
  return {
    layout: 'one-step',
    title: text.say('reply.one-step.title', at),
    summary: text.say('reply.one-step.summary', at),
    progress: at,
    ...(picture && { picture }),
    paragraphs: step ? [stepWords(step, phone, text)] : [],
    notes: [
      ...(step ? hints(reply.route, phone, [step]).map((hint) => text.say(`reply.steps.${hint}`)) : []),
      ...(index === steps.length - 1 ? [text.say('reply.steps.i-notice')] : []),
    ],
  };
}

function stepWords(step: StepId, phone: PhoneView, text: Text): Words {
  return text.say(`step.${step}`, { platform: phone.platform, phone: phoneWord(text, phone) });
}

type Hint = 'no-create' | 'samsung-pass' | 'in-time';

/** What most often goes wrong on the way, said before it does. */
function hints(route: RouteName, phone: PhoneView, steps: readonly StepId[]): readonly Hint[] {
  if (route !== 'in-authenticator') return steps.length > 1 ? ['in-time'] : [];
  const isSamsung = phone.maker === 'samsung';
  return [
    ...(steps.includes('create-passkey') ? (['no-create'] as const) : []),
    ...(isSamsung && steps.includes('finish-in-app') ? (['samsung-pass'] as const) : []),
  ];
}
