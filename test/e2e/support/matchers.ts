/** The error of a plan that would destroy what is protected; Terraform and OpenTofu have a summary each. */
export const PROTECTED = expect.objectContaining({ severity: 'error', detail: expect.stringContaining('prevent_destroy set') });

/** The warning of a check block. */
export const CHECK_FAILED = expect.objectContaining({ severity: 'warning', summary: 'Check block assertion failed' });
