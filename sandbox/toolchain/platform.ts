const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows', sunos: 'solaris' };
const PROCESSORS: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', ia32: '386' };

/** The platform as Terraform names it, such as `linux_amd64` or `darwin_arm64`. */
export function terraformPlatform(system: NodeJS.Platform = process.platform, processor: NodeJS.Architecture = process.arch): string {
  return `${SYSTEMS[system] ?? system}_${PROCESSORS[processor] ?? processor}`;
}

/** The file name of a program on this platform. */
export function executableName(name: string, system: NodeJS.Platform = process.platform): string {
  return system === 'win32' ? `${name}.exe` : name;
}
