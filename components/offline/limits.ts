/** Records of each entity that a device keeps to choose from without a network: the most recently changed ones. */
export const MOST_KEPT_RECORDS = 2_000;
