// Loaded into a Node process before the broker: every TLS connection leads to the stand-in's port on this computer.
import tls from 'node:tls';

const { connect } = tls;
tls.connect = (options) => connect({ ...options, host: '127.0.0.1', port: Number(process.env.STAND_IN_PORT) });
