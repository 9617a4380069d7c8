import { BlockList, isIP } from 'node:net';

/** Whether an address lies in a network given as CIDR; false when either is not one. */
export function isInSubnet(address: string, cidr: string): boolean {
  const [base = '', bits = ''] = cidr.split('/');
  const family = isIP(address);
  if (
    family === 0 ||
    isIP(base) !== family ||
    !/^\d+$/.test(bits) ||
    Number(bits) > (family === 4 ? 32 : 128)
  )
    return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(base, Number(bits), type);
  return list.check(address, type);
}
