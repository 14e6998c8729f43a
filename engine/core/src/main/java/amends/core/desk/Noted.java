package amends.core.desk;

import java.util.Optional;

/** A fact with the case it is about; some facts are about the person and no case. */
public record Noted(Optional<CaseRef> about, Fact fact) {}
