// Preloaded into the Agents Playground, which otherwise listens on every address of this machine.
const { Server } = require('node:net');

const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
  const namesPortOnly = typeof port === 'number' && typeof rest[0] !== 'string';
  return namesPortOnly ? listen.call(this, port, 'localhost', ...rest) : listen.call(this, port, ...rest);
};
