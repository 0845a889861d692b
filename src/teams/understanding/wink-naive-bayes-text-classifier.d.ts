/** The part that is used of a package without types. Tokens may be given instead of text where no preparation is defined. */
declare module 'wink-naive-bayes-text-classifier' {
  type Classifier = {
    defineConfig(config: { readonly considerOnlyPresence: boolean; readonly smoothingFactor: number }): boolean;
    learn(tokens: readonly string[], label: string): boolean;
    consolidate(): boolean;
    /** Labels with the logarithm (base 2) of their odds, best first; `[['unknown', 0]]` where no token was ever seen. */
    computeOdds(tokens: readonly string[]): readonly (readonly [label: string, odds: number])[];
  };
  // biome-ignore lint/style/noDefaultExport: this is how the package exports
  export default function naiveBayes(): Classifier;
}
