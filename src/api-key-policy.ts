import { IAspect } from 'cdktf';
import { IConstruct } from 'constructs';
import { addError } from './annotation';
import { PropChecks } from './checks';
import { ApiKeyFacts, factsOf } from './key-facts';
import { DAY, parseInstant } from './private/input/instant';
import { readNamePattern } from './name-pattern';
import { nowOf } from './now';
import { notePolicy } from './policies-above';
import { quote } from './private/input/secrets';
import { isTemplate } from './private/input/templates';

/** Longest name that is matched with a pattern, in UTF-16 units. */
const LONGEST_NAME = 300;

/** What `ApiKeyPolicy` demands. */
export interface ApiKeyPolicyProps {
  /**
   * Whether every key needs an expiry. Not demanded of a tracked workspace key: synth cannot tell.
   *
   * @default false
   */
  readonly requireExpiry?: boolean;

  /**
   * Longest time from now to the expiry, in whole days from 1 to 36500; a key that never expires breaks it, too. An expiry that only
   * Terraform knows is not judged.
   *
   * @default - any
   */
  readonly maxLifetimeDays?: number;

  /**
   * Regular expression, as JavaScript takes it, that each name has to match; anchor it with `^` and `$` to match the whole name.
   * A name of more than 300 characters matches none. No back-references, and few `.*` in a row: a pattern that can take long is refused.
   *
   * @default - any name
   */
  readonly namePattern?: string;

  /**
   * Whether an expiry in the past is an error rather than a warning.
   *
   * @default false
   */
  readonly rejectExpired?: boolean;
}

/**
 * Rules for the keys below an app, a stack or any construct: `Aspects.of(app).add(new ApiKeyPolicy({ requireExpiry: true }))`.
 *
 * Each breach is an error on the path of the key, and synth fails with all of them. It sees plain, adopted and rotating keys, sets,
 * and the raw bindings of `ory`.
 */
export class ApiKeyPolicy implements IAspect {
  private readonly judged = new WeakSet<IConstruct>();
  private readonly requireExpiry: boolean;
  private readonly rejectExpired: boolean;
  private readonly maxLifetimeDays?: number;
  private readonly namePattern?: RegExp;

  /**
   * @param props the rules
   * @throws ApiKeyValidationError on a pattern that is no regular expression or could take long, and on bad days
   */
  public constructor(props?: ApiKeyPolicyProps) {
    const checks = new PropChecks('ApiKeyPolicy');
    notePolicy(this);
    this.requireExpiry = props?.requireExpiry ?? false;
    this.rejectExpired = props?.rejectExpired ?? false;
    const days = checks.days('maxLifetimeDays', props?.maxLifetimeDays, 0, 1);
    this.maxLifetimeDays = days === 0 ? undefined : days;
    if (props?.namePattern !== undefined && props.namePattern !== null) {
      const pattern = checks.text('namePattern', props.namePattern);
      try {
        this.namePattern = readNamePattern(pattern);
      } catch (error) {
        checks.fail('namePattern', `${quote(pattern)} cannot be used: ${(error as Error).message}; expected a regular expression such as "^[a-z]+(-[a-z]+)*$"`);
      }
    }
  }

  /**
   * Judges the keys of one construct; cdktf calls it for each.
   *
   * @param node any construct
   */
  public visit(node: IConstruct): void {
    if (this.judged.has(node)) {
      return;
    }
    this.judged.add(node);
    for (const facts of factsOf(node)) {
      const which = facts.environment === undefined ? '' : ` of environment ${quote(facts.environment)}`;
      for (const breach of this.breachesOf(node, facts)) {
        addError(node, `API key ${quote(facts.name)}${which} breaks the policy: ${breach}`);
      }
    }
  }

  private breachesOf(node: IConstruct, facts: ApiKeyFacts): string[] {
    const breaches: string[] = [];
    const { namePattern, maxLifetimeDays } = this;
    if (namePattern && !facts.previous && !isTemplate(facts.name) && (facts.name.length > LONGEST_NAME || !namePattern.test(facts.name))) {
      breaches.push(`its name does not match ${quote(namePattern.source)}; choose one that does`);
    }
    if (facts.expiresAt === undefined) {
      if (!facts.expiryUnstated && !facts.previous && (this.requireExpiry || maxLifetimeDays !== undefined)) {
        breaches.push(`it has no expiry; ${this.remedyFor(facts)}`);
      }
      return breaches;
    }
    const parsed = isTemplate(facts.expiresAt) ? undefined : parseInstant(facts.expiresAt);
    if (!parsed || 'problem' in parsed) {
      return breaches;
    }
    const left = parsed.epochSeconds - nowOf(node);
    if (this.rejectExpired && left <= 0) {
      breaches.push(`it expired at ${facts.expiresAt}; set a later expiresAt`);
    }
    if (maxLifetimeDays !== undefined && left > maxLifetimeDays * DAY) {
      breaches.push(`it expires at ${facts.expiresAt}, in more than ${maxLifetimeDays} days; set an earlier expiresAt`);
    }
    return breaches;
  }

  /** How to give a key an expiry. */
  private remedyFor({ generation, imported }: ApiKeyFacts): string {
    if (generation !== undefined) {
      return 'rotate it by RotationSchedule.every, whose keys expire';
    }
    const ahead = this.maxLifetimeDays === undefined ? '' : ` at most ${this.maxLifetimeDays} days ahead`;
    return `${imported ? 'state the existing key\'s' : 'set'} expiresAt${ahead}`;
  }
}
