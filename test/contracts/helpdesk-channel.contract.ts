import type { HelpdeskChannel } from '../../src/helpdesk/ports.ts';
import { someone } from '../fixtures/someone.ts';

export function helpdeskChannelContract(channel: () => HelpdeskChannel): void {
  test('there is no channel until one is set, and the last one set counts', async () => {
    expect(await channel().get()).toBeUndefined();

    for (const name of ['first', 'second']) {
      const conversationId = `19:${name}@thread.tacv2`;
      const serviceUrl = 'https://smba.contoso.example/emea/';
      await channel().set({ conversationId, serviceUrl, setBy: someone() });

      expect(await channel().get()).toEqual({ conversationId, serviceUrl });
    }
  });
}
