/** The bot's own identity towards Graph, never a person's. */
export type TokenSource = {
  /** Fails with a `GraphError`, after 3 s at the latest. */
  getToken(): Promise<string>;
};

export type Token = { readonly token: string; readonly expiresOnTimestamp: number };

/** Milliseconds before its end at which a token is replaced. */
const renewBefore = 5 * 60_000;

/** One token for everybody, and one request for it at a time. A failure is not remembered. */
export function shareToken(fetchToken: () => Promise<Token>, now: () => Date): TokenSource {
  let held: Token | undefined;
  let coming: Promise<Token> | undefined;

  const renew = () => {
    coming ??= fetchToken()
      .then((token) => {
        held = token;
        return token;
      })
      .finally(() => {
        coming = undefined;
      });
    return coming;
  };

  return {
    async getToken() {
      const left = held ? held.expiresOnTimestamp - now().getTime() : 0;
      if (held && left > renewBefore) return held.token;
      const old = left > 0 ? held : undefined;
      const token = await renew().catch((error: unknown) => {
        if (old) return old;
        throw error;
      });
      return token.token;
    },
  };
}
