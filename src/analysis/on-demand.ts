/**
 * The parts of the kernel that many projects never need: what runs the project's code, what only one rule asks, of APIs that few use.
 * Nothing else imports them, so that the build can put each into a file of its own and turn this module into one that loads
 * them when they are asked for (`rolldown.config.mjs`): a fifth of the code, which Node then need not read at the start.
 */
import * as attack from './attack.js';
import * as encryptionContexts from './encryption-contexts.js';
import * as entropy from './entropy.js';
import * as jwtLifetimes from './jwt-lifetimes.js';
import * as logWrappers from './log-wrappers.js';
import * as shortSecrets from './short-secrets.js';
import * as siweBindings from './siwe-bindings.js';
import * as uploadBounds from './upload-bounds.js';

export const onDemand = {
  attack: () => attack,
  encryptionContexts: () => encryptionContexts,
  entropy: () => entropy,
  jwtLifetimes: () => jwtLifetimes,
  logWrappers: () => logWrappers,
  shortSecrets: () => shortSecrets,
  siweBindings: () => siweBindings,
  uploadBounds: () => uploadBounds,
};
