import type { Text, Values } from '../text.ts';
import type { View } from '../view.ts';

/** Title and lock-screen line. `titleKey`: where the title depends on more than the kind. */
export function headView(
  key: string,
  text: Text,
  values: Values = {},
  titleKey = key,
): Pick<View, 'layout' | 'title' | 'summary'> {
  return {
    layout: 'desk',
    title: text.say(`${titleKey}.title`, values),
    summary: text.say(`${key}.summary`, values),
  };
}

/** A reply of which the words are nearly all: where there are any, a lead and a second sentence. */
export function sentencesView(key: string, text: Text, values: Values = {}): View {
  const parts = ['lead', 'then'].map((part) => `${key}.${part}`).filter(text.has);
  return { ...headView(key, text, values), paragraphs: parts.map((part) => text.say(part, values)) };
}
