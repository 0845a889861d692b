const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds on a small machine with nothing else to do, of the files that take the most. */
const longest = { 'nothing-leaks': 60, conversations: 35, 'graph-failures': 33, helpdesk: 30, 'helpdesk-attacks': 15 };

/** Before Jest has run a file once it goes by its size: then the one that takes longest came last, and the others waited. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const seconds = ({ path }) => longest[/\/journeys\/(.+)\.test\.ts$/.exec(path)?.[1]] ?? 0;
    return super.sort(tests).toSorted((one, other) => seconds(other) - seconds(one));
  }
};
