/** Folders of the system that hold the computer's state. */
export const isSystemFolder = (path: string): boolean =>
  /^\/(?:bin|boot|dev|etc|lib|lib64|proc|root|sbin|sys|usr|var|var\/lib|var\/lib\/docker(?:\/.*)?)?\/?$/.test(
    path,
  );

/** Capabilities over what all of a computer shares (capabilities(7)). */
export const isMighty = (capability: string): boolean =>
  /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|SYS_BOOT|SYS_TIME|DAC_READ_SEARCH|BPF|PERFMON)$/i.test(
    capability,
  );

/** Devices that hold nothing of the computer. */
export const isHarmlessDevice = (device: string): boolean =>
  /^\/dev\/(?:null|zero|full|u?random|fuse|net\/tun)(?::|$)/.test(device);
