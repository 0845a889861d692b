const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds on a small machine with nothing else to do, of the files that take the most. */
const longest = {
  'nothing-leaks': 100,
  'nudge-chaos': 75,
  'graph-failures': 45,
  conversations: 40,
  'rollout-throttled': 36,
  continuity: 30,
  'rollout-brakes': 28,
  'rollout-time': 25,
  outages: 24,
  helpdesk: 20,
  'rollout-reach': 20,
  'rollout-replies': 19,
};

/** Before Jest has run a file once it goes by its size: then the one that takes longest came last, and the others waited. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const seconds = ({ path }) => longest[/\/journeys\/(.+)\.test\.ts$/.exec(path)?.[1]] ?? 0;
    return super.sort(tests).toSorted((one, other) => seconds(other) - seconds(one));
  }
};
