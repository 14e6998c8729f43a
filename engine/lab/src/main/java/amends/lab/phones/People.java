package amends.lab.phones;

import amends.lab.ami.LabAmi;
import amends.lab.asterisk.AsteriskLabBuilder;
import amends.lab.asterisk.QueueSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of who is there and how they behave; put into a PBX before it starts, changed while it
 * runs.
 */
public final class People {
  private final Map<String, String> table = new LinkedHashMap<>();
  private final List<String> agents = new ArrayList<>();

  private People() {
    table.put("LAB_AGENT", AgentPlan.diligent(java.time.Duration.ofSeconds(15)).text());
    table.put("LAB_CUST", CustomerPlan.answersAndTalks(java.time.Duration.ofSeconds(12)).text());
  }

  /** Nobody yet; every customer who is not named answers, presses 1 and talks for 12 s. */
  public static People nobody() {
    return new People();
  }

  /** An agent by number, with what to do each time the telephone rings (the last plan repeats). */
  public People agent(String number, AgentPlan... eachTime) {
    agents.add(Plans.number(number));
    table.put(
        "LAB_AGENT_" + number, Plans.inTurn(Arrays.stream(eachTime).map(AgentPlan::text).toList()));
    return this;
  }

  /**
   * A customer by number, with what to do each time the telephone rings (the last plan repeats).
   */
  public People customer(String number, CustomerPlan... eachTime) {
    table.put(
        "LAB_CUST_" + Plans.number(number),
        Plans.inTurn(Arrays.stream(eachTime).map(CustomerPlan::text).toList()));
    return this;
  }

  /** What every customer does who is not named. */
  public People otherCustomers(CustomerPlan... eachTime) {
    table.put("LAB_CUST", Plans.inTurn(Arrays.stream(eachTime).map(CustomerPlan::text).toList()));
    return this;
  }

  /** The queue with these agents (numbers of {@link #agent}) as its members. */
  public QueueSpec staff(QueueSpec queue, String... numbers) {
    List<String> unknown = Arrays.stream(numbers).filter(n -> !agents.contains(n)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("queue " + queue.name() + ": nobody is agent " + unknown);
    }
    return queue.withMembers(Arrays.stream(numbers).map(People::member).toList());
  }

  /** As a {@code member =>} value: the telephone, and the device that says whether it is in use. */
  public static String member(String number) {
    return telephone(number) + ",0,Agent " + number + ",Custom:lab" + number;
  }

  /** The agent's interface as queues and their logs name it. */
  public static String telephone(String agentNumber) {
    return "Local/" + agentNumber + "@lab-agent/n";
  }

  /** Puts the people and their telephones into the PBX. */
  public AsteriskLabBuilder moveInto(AsteriskLabBuilder pbx) {
    table.forEach(pbx::global);
    return pbx.dialplan(Telephones.DIALPLAN);
  }

  /**
   * After each start of the PBX: every agent is on the hook (a killed PBX remembers them as they
   * were).
   */
  public void hangUpAll(LabAmi session) throws IOException {
    for (String agent : agents) {
      session.set("", "DEVICE_STATE(Custom:lab" + agent + ")", "NOT_INUSE");
    }
  }

  /**
   * From the next ring on, this customer does as told; rings so far still count for whose turn in
   * the list it is.
   */
  public static void change(LabAmi session, String customer, CustomerPlan... eachTime)
      throws IOException {
    session.set(
        "",
        "LAB_CUST_" + Plans.number(customer),
        Plans.inTurn(Arrays.stream(eachTime).map(CustomerPlan::text).toList()));
  }

  /** From the next ring on, this agent does as told. */
  public static void change(LabAmi session, String agent, AgentPlan... eachTime)
      throws IOException {
    session.set(
        "",
        "LAB_AGENT_" + Plans.number(agent),
        Plans.inTurn(Arrays.stream(eachTime).map(AgentPlan::text).toList()));
  }
}
