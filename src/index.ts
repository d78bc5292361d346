export * from './api-key';
export * from './import-id';
export * from './project-api-key';
export * from './rfc3339';
export * from './secret-sink';
export * from './workspace-api-key';
export * as ory from './ory';
