import { runChaos } from './chaos-run.ts';
import { type Scenario, table } from './scenario.ts';

const mostShown = 10;

export const chaos: Scenario = {
  about: 'nudges while Connector, sender and database fail: nobody lost, nobody nudged twice',
  async run({ quick, say }) {
    const people = quick ? 600 : 5_000;
    const result = await runChaos({ people, rate: 300, say });
    const { counts, connector, lost, nudgedTwice, unreported, inventedSends, uncertain, mostUncertain } = result;
    say(`${people} people in ${result.seconds.toFixed(0)} s: ${JSON.stringify(counts)}`);
    say(`Connector: ${JSON.stringify(connector)}`);
    for (const one of lost.slice(0, mostShown)) say(`lost: ${one}`);
    const takeOver = Math.max(...result.takeOvers);
    const goals = [
      none('users lost', lost.length),
      none('users nudged twice', nudgedTwice.length),
      none('messages that the report does not know', unreported.length),
      none('sent messages that nobody got', inventedSends.length),
      some('answers that were 429', connector.tooMany),
      some('answers that were 502', connector.badGateway),
      some('connections cut after delivering', connector.cut),
      {
        name: 'uncertain',
        measured: `${uncertain}`,
        goal: `≤ ${mostUncertain}, what was on its way`,
        isMet: uncertain <= mostUncertain,
      },
      {
        name: 'from the kill of the sender to the next message',
        measured: `${(takeOver / 1_000).toFixed(1)} s`,
        goal: '≤ 15 s',
        isMet: takeOver <= 15_000,
      },
    ];
    say(`\n${table(goals)}`);
    return goals.every(({ isMet }) => isMet);
  },
};

/** It did fail as it was told to. */
function some(name: string, count: number) {
  return { name, measured: `${count}`, goal: '> 0', isMet: count > 0 };
}

function none(name: string, count: number) {
  return { name, measured: `${count}`, goal: '0', isMet: count === 0 };
}
