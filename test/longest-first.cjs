const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds on a small machine with nothing else to do, of the files that take the most. */
const longest = {
  'nudge-chaos': 75,
  'nothing-leaks': 70,
  conversations: 41,
  'graph-failures': 37,
  'rollout-throttled': 37,
  'rollout-attacks': 35,
  helpdesk: 34,
  'rollout-time': 30,
  'rollout-recipient': 30,
  'rollout-brakes': 28,
  rollout: 25,
  'rollout-reach': 15,
  'helpdesk-attacks': 14,
};

/** Before Jest has run a file once it goes by its size: then the one that takes longest came last, and the others waited. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const seconds = ({ path }) => longest[/\/journeys\/(.+)\.test\.ts$/.exec(path)?.[1]] ?? 0;
    return super.sort(tests).toSorted((one, other) => seconds(other) - seconds(one));
  }
};
