declare module 'vitest' {
  interface ProvidedContext {
    /** Directory of the run's PostgreSQL cluster, which the first test that wants it starts. */
    testClusterHome: string;
  }
}

/** Under this name the global setup provides the cluster's directory to the tests. */
export const CLUSTER_KEY = 'testClusterHome';
