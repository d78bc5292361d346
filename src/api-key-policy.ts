import { App, IAspect, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { PropChecks } from './private/input/checks';
import { DAY, parseInstant } from './private/input/instant';
import { matchesInTime } from './private/input/name-pattern';
import { quote } from './private/input/secrets';
import { isTemplate } from './private/input/templates';
import { addError } from './private/stack/annotation';
import { ApiKeyFacts, exemptionOf, factsOf, recordExemption } from './private/keys/key-facts';
import { nowOf } from './private/stack/now';
import { registerPolicy } from './private/stack/policies';

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
   * Regular expression, as JavaScript takes it with the `u` flag, that each name has to match; anchor it with `^` and `$` to match the
   * whole name. A pattern that needs more than a second for a name is refused.
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
 * Each breach is an error on the path of the key, and synth fails with all of a stack; cdktf stops at the first stack that has any. It
 * sees plain, adopted and rotating keys, sets, and every resource of the provider, whichever binding made it.
 */
export class ApiKeyPolicy implements IAspect {
  /**
   * Lets a key off every policy. The inventory shows the reason.
   *
   * @param construct the key: a construct of this library, a member of a set, or a resource of the provider
   * @param reason why, for those who read the inventory; not blank
   * @throws ApiKeyValidationError on a blank reason, and for an app or a stack, which are no key
   */
  public static exempt(construct: IConstruct, reason: string): void {
    const checks = new PropChecks(construct.node.path);
    if (App.isApp(construct) || TerraformStack.isStack(construct)) {
      checks.fail('ApiKeyPolicy.exempt', 'an app or a stack was given; expected one key: exempt each key for its own reason');
    }
    const given = checks.string('reason', reason);
    if (given.trim() === '') {
      checks.fail('reason', `${quote(given)} is blank; expected why the key is let off, such as "rotated by hand each quarter, SEC-17"`);
    }
    recordExemption(construct, given);
  }

  private readonly judged = new WeakSet<IConstruct>();
  private readonly requireExpiry: boolean;
  private readonly rejectExpired: boolean;
  private readonly maxLifetimeDays?: number;
  private readonly namePattern?: string;
  private readonly pattern?: RegExp;

  /**
   * @param props the rules
   * @throws ApiKeyValidationError on a pattern that is no regular expression, and on bad days
   */
  public constructor(props?: ApiKeyPolicyProps) {
    const checks = new PropChecks('ApiKeyPolicy');
    registerPolicy(this);
    this.requireExpiry = checks.flag('requireExpiry', props?.requireExpiry, false);
    this.rejectExpired = checks.flag('rejectExpired', props?.rejectExpired, false);
    const days = checks.days('maxLifetimeDays', props?.maxLifetimeDays, 0, 1);
    this.maxLifetimeDays = days === 0 ? undefined : days;
    if (props?.namePattern !== undefined && props.namePattern !== null) {
      this.namePattern = checks.string('namePattern', props.namePattern);
      try {
        this.pattern = new RegExp(this.namePattern, 'u');
      } catch (error) {
        checks.fail('namePattern', `${quote(this.namePattern)} cannot be used: ${(error as Error).message}; expected a regular expression such as "^[a-z]+(-[a-z]+)*$"`);
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
      if (exemptionOf(node, facts) !== undefined) {
        continue;
      }
      const which = facts.environment === undefined ? '' : ` of environment ${quote(facts.environment)}`;
      for (const breach of this.breachesOf(node, facts)) {
        addError(node, `API key ${quote(facts.name)}${which} breaks the policy: ${breach}`);
      }
    }
  }

  private breachesOf(node: IConstruct, facts: ApiKeyFacts): string[] {
    const breaches = this.breachesOfName(facts);
    const { maxLifetimeDays } = this;
    if (facts.expiresAt === undefined) {
      if (!facts.expiryUnstated && !facts.previous && (this.requireExpiry || maxLifetimeDays !== undefined)) {
        breaches.push(`it has no expiry; ${this.remedyFor(facts)}`);
      }
      return breaches;
    }
    const parsed = isTemplate(facts.expiresAt) ? undefined : parseInstant(facts.expiresAt);
    if (!parsed || 'problem' in parsed) { // only Terraform knows it, or refuses it
      return breaches;
    }
    const left = parsed.epochSeconds - nowOf(node).epochSeconds;
    if (this.rejectExpired && left <= 0) {
      breaches.push(`it expired at ${facts.expiresAt}; ${facts.imported ? REPLACE : 'set a later expiresAt'}`); // a generation that is current, or the one before, is never past
    }
    if (maxLifetimeDays !== undefined && left > maxLifetimeDays * DAY) {
      breaches.push(`it expires at ${facts.expiresAt}, in more than ${maxLifetimeDays} days; ${earlierBy(facts)}`);
    }
    return breaches;
  }

  private breachesOfName({ name, previous }: ApiKeyFacts): string[] {
    const matches = !this.pattern || previous || isTemplate(name) || matchesInTime(this.pattern, name);
    return matches ? [] : [matches === undefined
      ? `namePattern ${quote(this.namePattern)} takes too long over its name; write it so that each character has one way to match, such as "^[a-z]+(-[a-z]+)*$"`
      : `its name does not match ${quote(this.namePattern)}; choose one that does`];
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

/** What to do about a key whose expiry nobody can change. */
const REPLACE = 'an existing key keeps its expiry: put a new key in its place';

/** How to have a key expire earlier. */
function earlierBy({ generation, imported }: ApiKeyFacts): string {
  if (generation !== undefined) {
    return 'rotate more often: two periods and the grace are the life of its keys';
  }
  return imported ? REPLACE : 'set an earlier expiresAt';
}
