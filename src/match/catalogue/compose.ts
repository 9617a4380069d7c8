import type { Message } from './message.ts';

/** What version 1 of Compose, in Python, and version 2 say. */
export const composeMessages: readonly Message[] = [
  [
    'Can{*}t find a suitable configuration file in this directory or any parent. Are you in the right directory?{*}',
    'no configuration file provided: not found',
  ],
  ['No such service: {service}', 'no such service: {service}'],
  [
    'No container found for {service}_{number}',
    'service {service} is not running{*}',
    'no container found for service {service}{*}',
  ],
  ['The Compose file {*} is invalid because:', 'validating {*}'],
  [
    'Unsupported config option for services.{service}: {option}',
    'services.{service} additional properties {option} not allowed',
    'services.{service} Additional property {option} is not allowed',
  ],
  [
    'services.{service} Additional property {option} is not allowed',
    'services.{service} additional properties {option} not allowed',
  ],
  [
    'The {name} variable is not set. Defaulting to a blank string.',
    'The {name} variable is not set. Defaulting to a blank string',
  ],
  [
    'Service {service} depends on service {other} which is undefined.',
    'service {service} depends on undefined service {other}{*}',
  ],
  [
    'Service {service} uses an undefined network {network}',
    'service {service} refers to undefined network {network}{*}',
  ],
  [
    'Named volume {*} is used in service {service} but no declaration was found in the volumes section.',
    'service {service} refers to undefined volume {*}',
  ],
  [
    'Network {network} declared as external, but could not be found. {*}',
    'network {network} declared as external, but could not be found',
  ],
  ['Volume {volume} declared as external, but could not be found. {*}', 'external volume {volume} not found'],
  [
    'service {service} has neither an image nor a build context specified{*}',
    'The service {service} has neither an image nor a build path specified. {*}',
  ],
];
