import { type DestinationStream, type LoggerOptions, pino } from 'pino';

export type Logger = ReturnType<typeof createLog>;

/** JSON lines. Ids of users may stand in them; names, mail addresses and passes never. */
export function createLog(level: string, destination?: DestinationStream) {
  const options: LoggerOptions = {
    level,
    base: { service: 'passkey-guide' },
    // An error's own fields are left out on purpose: some libraries keep whole requests there.
    serializers: {
      err: (error: unknown) =>
        error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : error,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
