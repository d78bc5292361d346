export * as ory from './ory';
