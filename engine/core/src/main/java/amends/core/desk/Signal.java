package amends.core.desk;

/** Something that reached us. Each room seals its own family of signals under this. */
public interface Signal {}
