import { startProduct } from './compose.ts';
import { ConfigError, readConfig } from './config/config.ts';
import { createLog } from './log.ts';

/** Production start. */
async function main(): Promise<void> {
  const config = readConfig(process.env, { needsServer: true });
  const log = createLog(config.logLevel);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'A rejection nobody handled'));
  const product = await startProduct(config, { log });
  log.info({ url: product.url }, 'Passkey Guide is listening');

  const stop = async (signal: string) => {
    log.info({ signal }, 'Stopping');
    await product.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
});
