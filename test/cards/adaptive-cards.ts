import { createRequire } from 'node:module';

/** The little of Microsoft's renderer that the tests use: the typings of the package do not compile. */
type Event = { readonly message: string };
type Library = {
  readonly AdaptiveCard: new () => {
    parse(json: object, context: object): void;
    validateProperties(): { readonly validationEvents: readonly Event[] };
  };
  readonly SerializationContext: new () => { readonly eventCount: number; getEventAt(index: number): Event };
};
const { AdaptiveCard, SerializationContext }: Library = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

/**
 * What Microsoft's own parser finds wrong with a card. Its pattern for `lang` remembers where it stopped (flag `g`),
 * so that it refuses every second card; the pattern of BCP 47 languages is checked here instead.
 */
export function problemsOf(card: object): readonly string[] {
  const context = new SerializationContext();
  const parsed = new AdaptiveCard();
  const { lang, ...rest } = card as { readonly lang?: unknown };
  parsed.parse(rest, context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  const language = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(String(lang)) ? [] : [{ message: `lang: ${String(lang)}` }];
  return [...language, ...parsing, ...parsed.validateProperties().validationEvents].map(({ message }) => message);
}
